package httpserver

import (
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the networks whose machines are believed when they say who asks. The zero value believes nobody.
type Proxies []netip.Prefix

// ParseProxy reads one network of proxies, an address or a prefix in CIDR notation. The error says what is wrong with it.
//
// Networks of all addresses are refused: anyone could then write who they are.
func ParseProxy(s string) (netip.Prefix, error) {
	if address, err := netip.ParseAddr(s); err == nil && address.Zone() == "" && !address.Is4In6() {
		return netip.PrefixFrom(address, address.BitLen()), nil
	}
	p, err := netip.ParsePrefix(s)
	switch {
	case err != nil:
		return netip.Prefix{}, errors.New("this is no network")
	case p.Addr().Is4In6():
		return netip.Prefix{}, errors.New("write an IPv4 network as such")
	case p.Bits() == 0:
		return netip.Prefix{}, errors.New("this is everybody, who could then claim any address")
	case p != p.Masked():
		return netip.Prefix{}, errors.New("the network is " + p.Masked().String() + ", the address alone " + p.Addr().String())
	}
	return p, nil
}

func (p Proxies) contain(a netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(a) })
}

// Client returns the address of whoever asks: the peer of the connection, or, as long as that is one of p, the next
// address to the left in X-Forwarded-For. An address that cannot be read ends the search at the proxy that sent it. The
// zero Addr means that the peer has no address.
func (p Proxies) Client(r *http.Request) netip.Addr {
	peer, ok := parseAddress(r.RemoteAddr)
	if !ok || len(p) == 0 {
		return peer
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !p.contain(peer) {
			break
		}
		before, ok := parseAddress(strings.TrimSpace(hop))
		if !ok {
			break
		}
		peer = before
	}
	return peer
}

// parseAddress reads an address with or without a port, as proxies write it.
func parseAddress(s string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(s)
	if err != nil {
		withPort, err := netip.ParseAddrPort(s)
		if err != nil {
			return netip.Addr{}, false
		}
		a = withPort.Addr()
	}
	return a.Unmap().WithZone(""), true
}
