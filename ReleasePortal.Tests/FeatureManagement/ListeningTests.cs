using System.Text;
using ReleasePortal.FeatureManagement.Following;

namespace ReleasePortal.Tests.FeatureManagement;

/// <summary>How events are read, and how long is waited for the next attempt.</summary>
public sealed class ListeningTests
{
    [Fact]
    public async Task Events_AreReadByTheirIds_AndCommentsAreNone()
    {
        var events = Stream("retry: 2500\n\n:\n\nid: a\ndata: {}\n\n: still here\n\nid:b\r\ndata:one\r\ndata: two\r\n\r\nevent: other\n\ndata: half");

        var ids = new List<string?>();
        await foreach (var id in events.ReadAsync(TestContext.Current.CancellationToken))
            ids.Add(id);

        Assert.Equal(["a", "b"], ids);
        Assert.Equal(TimeSpan.FromMilliseconds(2500), events.Retry);
    }

    [Fact]
    public void Wait_GrowsToItsLimit_AndBeginsAnewAfterASuccess()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(30));

        foreach (var longest in (double[])[1, 2, 4, 8, 16, 30, 30, 30])
            Assert.InRange(backoff.Next().TotalSeconds, longest / 2, longest);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void Wait_IsNoShorterThanThePortalAsksFor() =>
        Assert.Equal(TimeSpan.FromMinutes(5), new Backoff(TimeSpan.FromSeconds(30)).Next(TimeSpan.FromMinutes(5)));

    private static EventStream Stream(string text) =>
        new(new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(text))), TimeSpan.FromMinutes(1));
}
