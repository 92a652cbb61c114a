using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Identity;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Identity;

/// <summary>What is known of a request, and how seldom strangers come into the history.</summary>
public class RequestOriginsTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome", "Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15", "Safari", "macOS")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1", "Chrome", "iOS")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung Internet", "Android")]
    [InlineData("curl/8.14.1", null, null)]
    [InlineData("<script>alert(1)</script>", null, null)]
    [InlineData("", null, null)]
    public void Of_ABrowser_IsItsNameAndSystemAlone(string agent, string? browser, string? system)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = agent;

        var origin = RequestOrigins.Of(http);

        Assert.Equal((browser, system, null), (origin.Browser, origin.System, origin.Address));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    public void Of_AnAddress_IsAsPeopleWriteIt(string address, string expected)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

        Assert.Equal(expected, RequestOrigins.Of(http).Address?.Value);
    }

    [Fact]
    public void Seldom_ManyAtOnce_AreToldWithTheFirstOneAfterAPause()
    {
        var clock = new FakeTimeProvider(Given.Now);
        var seldom = new SeldomRecorded(clock);
        var (strangers, account) = (Guid.Empty, Guid.CreateVersion7());

        Assert.Equal([1, 0, 0], Enumerable.Range(0, 3).Select(_ => seldom.Count(strangers)));
        Assert.Equal(1, seldom.Count(account));
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal([3, 0], Enumerable.Range(0, 2).Select(_ => seldom.Count(strangers)));
    }
}
