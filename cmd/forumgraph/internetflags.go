package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// defaultRate is how many requests a second one client may make: enough for a page with everything it loads, and an
// eager reader.
const defaultRate = 50

// defaultCostRate is the cost a second of one client's operations: a page of the site with everything it loads, or two
// operations of maximum cost. A burst allows some twenty pages.
const defaultCostRate = 20_000

// The values of --log-format and --log-requests.
var (
	logFormats  = []string{"text", "json"}
	logRequests = []string{"off", "errors", "all"} // indexed by httpserver.RequestLog
)

// internetFlags are the unparsed flags of serve for a server that others than the operator use.
type internetFlags struct {
	origins, embedders     []string
	proxies                []string
	publicURL              string
	rate, costRate         float64
	behindTLS              bool
	logFormat, logRequests string
	logAddresses           bool
}

func (f *internetFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.origins, "cors-origin", nil, "`ORIGIN` whose pages may ask the API, such as https://example.org; repeatable, '*' is any (default none)")
	flags.StringArrayVar(&f.embedders, "embed-origin", nil, "`ORIGIN` whose pages may show views of the site in a frame, such as https://example.org; repeatable, '*' is any (default none)")
	flags.StringSliceVar(&f.proxies, "trusted-proxy", nil, "`NETWORK`, such as 10.0.0.0/8, whose X-Forwarded-For is believed; repeatable (default none)")
	flags.StringVar(&f.publicURL, "public-url", "", "`ORIGIN` that readers reach the server at, such as https://example.org, for permalinks (default the address it listens on)")
	flags.Float64Var(&f.rate, "rate-limit", defaultRate, "`N` requests a second for each client, twice as many at once; 0 is no limit")
	flags.Float64Var(&f.costRate, "rate-limit-cost", defaultCostRate, "`COST` a second of what each client asks of the graph, four times as much at once; 0 is no limit")
	flags.BoolVar(&f.behindTLS, "behind-tls", false, "a proxy in front ends TLS: tell browsers to use nothing else for a year")
	flags.StringVar(&f.logFormat, "log-format", "text", "`FORMAT` of the log: text or json")
	flags.StringVar(&f.logRequests, "log-requests", "errors", "`WHICH` requests are logged: off, errors or all")
	flags.BoolVar(&f.logAddresses, "log-addresses", false, "log the addresses of clients, which is off to protect readers")
	mustRegister(cmd.RegisterFlagCompletionFunc("log-format", cobra.FixedCompletions(logFormats, cobra.ShellCompDirectiveNoFileComp)))
	mustRegister(cmd.RegisterFlagCompletionFunc("log-requests", cobra.FixedCompletions(logRequests, cobra.ShellCompDirectiveNoFileComp)))
}

// parse returns the options of the guard, and a logger that writes to stderr. Errors are usage errors.
func (f *internetFlags) parse(stderr io.Writer) (httpserver.Options, *slog.Logger, error) {
	o := httpserver.Options{Rate: f.rate, CostRate: f.costRate, BehindTLS: f.behindTLS, LogAddresses: f.logAddresses}
	var err error
	if o.Origins, err = parseOrigins("cors-origin", f.origins); err != nil {
		return o, nil, err
	}
	if o.Embedders, err = parseOrigins("embed-origin", f.embedders); err != nil {
		return o, nil, err
	}
	for _, s := range f.proxies {
		proxy, err := httpserver.ParseProxy(s)
		if err != nil {
			return o, nil, wrongValue("trusted-proxy", s, err, "write the address of the proxy, such as 10.0.0.7, or its network, such as 10.0.0.0/8")
		}
		o.Proxies = append(o.Proxies, proxy)
	}
	if !(f.rate >= 0) || math.IsInf(f.rate, 0) { // also excludes NaN
		return o, nil, &usageError{err: fmt.Errorf("--rate-limit %v: this is not a number of requests", f.rate), hint: "write how many requests a second one client may make, such as 50; 0 is no limit"}
	}
	if !(f.costRate >= 0) || math.IsInf(f.costRate, 0) {
		return o, nil, &usageError{err: fmt.Errorf("--rate-limit-cost %v: must be a number, 0 or more", f.costRate), hint: "write what one client may ask for in a second, such as 20000, twice the dearest operation; 0 is no limit"}
	}
	format, err := oneOf("log-format", f.logFormat, logFormats)
	if err != nil {
		return o, nil, err
	}
	which, err := oneOf("log-requests", f.logRequests, logRequests)
	if err != nil {
		return o, nil, err
	}
	o.Log = httpserver.RequestLog(which)
	var lines slog.Handler = slog.NewTextHandler(stderr, nil)
	if logFormats[format] == "json" {
		lines = slog.NewJSONHandler(stderr, nil)
	}
	o.Logger = slog.New(httpserver.WithRequestIDs(lines))
	return o, o.Logger, nil
}

// public returns the origin at which readers reach the server; empty if it is the address the server listens on. Errors
// are usage errors.
func (f *internetFlags) public() (string, error) {
	if f.publicURL == "" {
		return "", nil
	}
	origin, err := httpserver.ParseOrigin(f.publicURL)
	if err == nil && origin == httpserver.AnyOrigin {
		err = errors.New("this is not an address")
	}
	if err != nil {
		return "", wrongValue("public-url", f.publicURL, err, "write scheme://host or scheme://host:port, such as https://example.org")
	}
	return origin, nil
}

// parseOrigins parses the values of a flag that takes origins.
func parseOrigins(flag string, values []string) ([]string, error) {
	var origins []string
	for _, s := range values {
		origin, err := httpserver.ParseOrigin(s)
		if err == nil && len(values) > 1 && origin == httpserver.AnyOrigin {
			err = fmt.Errorf("this is every origin already, beside %d others", len(values)-1)
		}
		if err != nil {
			return nil, wrongValue(flag, s, err, "write scheme://host or scheme://host:port, such as https://example.org; or '*' alone, for every page there is")
		}
		origins = append(origins, origin)
	}
	return origins, nil
}

// oneOf returns the index of value among the values of a flag.
func oneOf(flag, value string, values []string) (int, error) {
	for i, v := range values {
		if v == value {
			return i, nil
		}
	}
	return 0, &usageError{err: fmt.Errorf("--%s %q: there is no such value", flag, value), hint: "write " + strings.Join(values[:len(values)-1], ", ") + " or " + values[len(values)-1]}
}

// wrongValue returns an error that says what is wrong with the value of a flag; the hint says what is accepted.
func wrongValue(flag, value string, err error, hint string) error {
	return &usageError{err: fmt.Errorf("--%s %q: %w", flag, value, err), hint: hint}
}
