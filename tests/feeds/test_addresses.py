"""Which addresses may be gone to by whom."""

from __future__ import annotations

import pytest

from jianbao.fetching.addresses import is_allowed, read_hop
from jianbao.fetching.failing import FetchError

PUBLIC = ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "2002:808:808::1"]
OWN = ["127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1", "::1", "fd00::1", "::ffff:127.0.0.1"]
NOBODY = ["169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "::ffff:169.254.169.254", "garbage"]
DISGUISED = [
    "2002:7f00:1::1",  # 6to4 of 127.0.0.1
    "2002:c0a8:101::1",
    "64:ff9b::7f00:1",  # NAT64
    "64:ff9b::a00:1",
    "64:ff9b:1::7f00:1",
    "2001:0:a00:1::1",  # Teredo by way of 10.0.0.1
    "2001:0:4136:e378:8000:63bf:80ff:fffe",  # Teredo of 127.0.0.1
    "::7f00:1",  # IPv4-compatible
    "::ffff:0:7f00:1",  # SIIT
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "fec0::1",
    "fe80::1%1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_may_be_gone_to(address: str) -> None:
    assert is_allowed(address, is_trusted=False)
    assert is_allowed(address, is_trusted=True)


@pytest.mark.parametrize("address", OWN)
def test_our_own_machines_only_where_the_settings_name_them(address: str) -> None:
    assert not is_allowed(address, is_trusted=False)
    assert is_allowed(address, is_trusted=True)


@pytest.mark.parametrize("address", NOBODY)
def test_what_is_no_feed_s_address_is_nobody_s(address: str) -> None:
    assert not is_allowed(address, is_trusted=False)
    assert not is_allowed(address, is_trusted=True)


@pytest.mark.parametrize("address", DISGUISED)
def test_an_address_in_disguise_is_known(address: str) -> None:
    assert not is_allowed(address, is_trusted=False)


@pytest.mark.parametrize(
    ("url", "wire"),
    [
        ("HTTP://A.Example", "http://a.example/"),
        ("https://a.example:443/x?y=1#z", "https://a.example/x?y=1"),
        ("http://a.example.:8080/x%20y", "http://a.example:8080/x%20y"),
        ("http://政务.中国/动态", "http://xn--zfr164b.xn--fiqs8s/%E5%8A%A8%E6%80%81"),
        ("http://[2400:3200::1]:81/", "http://[2400:3200::1]:81/"),
    ],
)
def test_an_address_as_it_goes_over_the_wire(url: str, wire: str) -> None:
    assert read_hop(url).url == wire


@pytest.mark.parametrize(
    "url",
    ["", "a.example", "ftp://a.example/", "javascript:alert(1)", "http://", "http:///x", "http://a b/", "http://a\n/",
     "http://a\\@b/", "http://a:0x50/", "http://[::1", "http://" + "字" * 300, "http://a.example/" + "x" * 5000],
)  # fmt: skip
def test_what_is_no_address_of_the_web(url: str) -> None:
    with pytest.raises(FetchError, match=r"不是能取的地址$") as caught:
        read_hop(url)
    assert caught.value.code == "fetch-address"
