package topology

import (
	"bytes"
	"io"
	"os"
	"strconv"
	"testing"
	"time"

	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
)
