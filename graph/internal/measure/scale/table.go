package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
)

// goalsAt is the number of reports at which the goals hold, but for that of memory while serving.
const goalsAt = 1000

// table is a table in Markdown: all columns but the first are numbers.
type table struct{ rows [][]string }

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) String() string {
	var b strings.Builder
	line := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	for i, cells := range t.rows {
		line(cells)
		if i == 0 {
			line(append([]string{"---"}, slices.Repeat([]string{"---:"}, len(cells)-1)...))
		}
	}
	return b.String()
}

// machine says where, when and how it was measured.
func machine(now time.Time, args []string) string {
	model := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	command := strings.Join(append([]string{"go -C graph/internal/measure run ./scale"}, args...), " ")
	return fmt.Sprintf("%d cores of %s, %s, %s, `%s`", runtime.NumCPU(), model, runtime.Version(), now.Format(time.DateOnly), command)
}

// tables returns what was measured of a corpus.
func (c *corpus) tables(machine string) string {
	return fmt.Sprintf("%s reports: %s nodes, %s edges; %s.\n\n%s\n%s\n",
		count(c.Reports), count(c.Nodes), count(c.Edges), machine, c.asked(), c.rest())
}

// asked is the table of the questions.
func (c *corpus) asked() string {
	var t table
	t.row("question", "p50", "p99", "p99 ÷ p50", "answers a second", "processor for one", "goal", "÷ goal", "bare handler", "÷ bare", "kept ÷ bare", "stock gqlgen", "÷ stock")
	for _, m := range c.Questions {
		goal, ofGoal := "", ""
		if c.Reports == goalsAt {
			goal, ofGoal = count(m.Goal), ratio(m.All.Rate, float64(m.Goal))
		}
		t.row(m.Title, milliseconds(m.One.P50), milliseconds(m.One.P99), ratio(float64(m.One.P99), float64(m.One.P50)),
			rate(m.All.Rate), milliseconds(m.All.Processor), goal, ofGoal,
			rate(m.Bare.Rate), ratio(m.All.Rate, m.Bare.Rate), ratio(m.Warm.Rate, m.BareWarm.Rate),
			rate(m.Stock.Rate), ratio(m.All.Rate, m.Stock.Rate))
	}
	return t.String()
}

// rest is the table of what is not asked, and the limits of it.
func (c *corpus) rest() string {
	var t table
	t.row("", "measured", "goal", "limit", "÷ limit")
	goal := func(at int, text string) string {
		if c.Reports != at {
			return ""
		}
		return text
	}
	// against adds a limit that is an amount of the same sort.
	against := func(of, limit float64, text string) (string, string) {
		if limit == 0 {
			return "", ""
		}
		return text, ratio(of, limit)
	}
	var loadLimit, diskLimit, startLimit float64
	var loadText, diskText, startText string
	if b := c.Badger; b != nil {
		loadLimit, diskLimit, startLimit = b.Load.Seconds(), perEdge(b.Disk, c.Edges), b.Open.Seconds()
		loadText = fmt.Sprintf("%s, Badger alone with the same records", seconds(b.Load))
		diskText = fmt.Sprintf("%.0f, Badger alone", diskLimit)
		startText = milliseconds(b.Open) + ", Badger opens"
	}
	add := func(what, measured, goal string, of, limit float64, text string) {
		text, share := against(of, limit, text)
		t.row(what, measured, goal, text, share)
	}
	add("import, with all indexes", fmt.Sprintf("%s (%s of processors)", seconds(c.Load.Wall), seconds(c.Load.Processor)), goal(goalsAt, "4 s"),
		c.Load.Wall.Seconds(), loadLimit, loadText)
	add("edges a second", count(int(float64(c.Edges)/max(c.Load.Wall.Seconds(), 1e-9))), "", 0, 0, "")
	disk := perEdge(c.Load.Disk, c.Edges)
	add("bytes an edge, with all indexes", fmt.Sprintf("%.0f", disk), goal(goalsAt, "150"), disk, diskLimit, diskText)
	add("most memory of the import", megabytes(c.Load.Memory), goal(goalsAt, "500 MB"), 0, 0, "")
	add("start to first answer", milliseconds(c.Start), goal(goalsAt, "60 ms"), c.Start.Seconds(), startLimit, startText)
	add("memory while serving", fmt.Sprintf("%s (%s of it mapped files)", megabytes(c.Resident), megabytes(c.Files)), goal(10*goalsAt, "1,500 MB"), 0, 0, "")
	for _, m := range c.Questions {
		if m.Search > 0 {
			add("shortest path, p50 over the network", milliseconds(m.One.P50), "", m.One.P50.Seconds(), m.Search.Seconds(),
				milliseconds(m.Search)+", bidirectional search over slices")
		}
	}
	if b := c.Badger; b != nil {
		m := c.Questions[0]
		add("a person with affiliations, p50 over the network", milliseconds(m.One.P50), "", m.One.P50.Seconds(), b.Get.Seconds(),
			fmt.Sprintf("%s, Badger reads one record (%s the next of a walk)", milliseconds(b.Get), milliseconds(b.Next)))
	}
	return t.String()
}

// scaling compares corpora of several sizes; the last two columns compare the last two.
func scaling(all []*corpus) string {
	last, before := all[len(all)-1], all[len(all)-2]
	var t table
	head := []string{"reports"}
	for _, c := range all {
		head = append(head, count(c.Reports))
	}
	t.row(append(head, fmt.Sprintf("%s ÷ %s", count(last.Reports), count(before.Reports)))...)
	add := func(what string, of func(*corpus) float64, text func(*corpus) string) {
		cells := []string{what}
		for _, c := range all {
			cells = append(cells, text(c))
		}
		t.row(append(cells, ratio(of(last), of(before)))...)
	}
	for i := range last.Questions {
		add(last.Questions[i].Title+", p50",
			func(c *corpus) float64 { return float64(c.Questions[i].One.P50) },
			func(c *corpus) string { return milliseconds(c.Questions[i].One.P50) })
		add("— of a processor",
			func(c *corpus) float64 { return float64(c.Questions[i].All.Processor) },
			func(c *corpus) string { return milliseconds(c.Questions[i].All.Processor) })
	}
	number := func(what string, of func(*corpus) int) {
		add(what, func(c *corpus) float64 { return float64(of(c)) }, func(c *corpus) string { return count(of(c)) })
	}
	number("nodes", func(c *corpus) int { return c.Nodes })
	number("edges", func(c *corpus) int { return c.Edges })
	add("import, with all indexes", func(c *corpus) float64 { return c.Load.Wall.Seconds() }, func(c *corpus) string { return seconds(c.Load.Wall) })
	add("most memory of the import", func(c *corpus) float64 { return float64(c.Load.Memory) }, func(c *corpus) string { return megabytes(c.Load.Memory) })
	add("disk", func(c *corpus) float64 { return float64(c.Load.Disk) }, func(c *corpus) string { return megabytes(c.Load.Disk) })
	number("bytes an edge", func(c *corpus) int { return int(perEdge(c.Load.Disk, c.Edges)) })
	add("start to first answer", func(c *corpus) float64 { return c.Start.Seconds() }, func(c *corpus) string { return milliseconds(c.Start) })
	add("memory while serving", func(c *corpus) float64 { return float64(c.Resident) }, func(c *corpus) string { return megabytes(c.Resident) })
	return t.String()
}

func perEdge(bytes, edges int) float64 { return float64(bytes) / float64(max(edges, 1)) }

// count writes a number with commas; 0 is not known.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return humanize.Comma(int64(n))
}

// rate writes answers a second to three digits.
func rate(perSecond float64) string {
	step := 1.0
	for perSecond/step >= 1000 {
		step *= 10
	}
	return count(int(perSecond/step+0.5) * int(step))
}

// ratio writes a quotient to two digits; nothing if one of the two was not measured.
func ratio(of, by float64) string {
	if of == 0 || by == 0 {
		return ""
	}
	if of/by >= 9.95 {
		return fmt.Sprintf("%.0f", of/by)
	}
	return fmt.Sprintf("%.2g", of/by)
}

func milliseconds(d time.Duration) string {
	ms := d.Seconds() * 1e3
	switch {
	case ms == 0:
		return ""
	case ms >= 100:
		return fmt.Sprintf("%.0f ms", ms)
	case ms < 0.01:
		return fmt.Sprintf("%.2g ms", ms)
	}
	return fmt.Sprintf("%.*f ms", decimals(ms), ms)
}

// decimals leaves two digits of a number from 0.01 to 100.
func decimals(n float64) int {
	switch {
	case n >= 9.95:
		return 0
	case n >= 0.995:
		return 1
	case n >= 0.0995:
		return 2
	}
	return 3
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3g s", d.Seconds()) }

func megabytes(n int) string { return count(n/1_000_000) + " MB" }
