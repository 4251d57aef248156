package httpserver

import (
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the networks of trusted proxies, whose X-Forwarded-For is believed. The zero value trusts none.
type Proxies []netip.Prefix

// ParseProxy parses one network of proxies, an address or a prefix in CIDR notation. The error says what is wrong.
//
// It rejects networks of all addresses: any client could then forge its address.
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

// Client returns the client's address: the peer of the connection or, as long as that is in p, the next address to the
// left in X-Forwarded-For. An unreadable address ends the search at the proxy that sent it. The zero Addr means that
// the peer has no address.
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

// parseAddress parses an address with or without a port, as proxies write it.
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
