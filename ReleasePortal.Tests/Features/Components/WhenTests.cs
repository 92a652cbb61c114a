using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public class WhenTests : ComponentTestContext
{
    private WhenWords Words => Services.GetRequiredService<WhenWords>();

    private DateTimeOffset Now => Time.GetUtcNow();

    [Theory]
    [InlineData("00:00:20", "just now")]
    [InlineData("00:01:05", "1 minute ago")]
    [InlineData("00:59:10", "59 minutes ago")]
    [InlineData("00:59:50", "1 hour ago")]
    [InlineData("02:40:00", "3 hours ago")]
    [InlineData("1.00:00:00", "1 day ago")]
    [InlineData("6.00:00:00", "6 days ago")]
    [InlineData("13.20:00:00", "2 weeks ago")]
    [InlineData("45.00:00:00", "2 months ago")]
    [InlineData("800.00:00:00", "2 years ago")]
    public void Relative_Past_IsSaidInItsLargestUnit(string distance, string said) =>
        Assert.Equal(said, Words.Relative(Now - TimeSpan.Parse(distance, System.Globalization.CultureInfo.InvariantCulture), Now));

    [Theory]
    [InlineData("00:00:20", "in a moment")]
    [InlineData("00:01:00", "in 1 minute")]
    [InlineData("19:00:00", "in 19 hours")]
    public void Relative_Future_IsSaidAhead(string distance, string said) =>
        Assert.Equal(said, Words.Relative(Now + TimeSpan.Parse(distance, System.Globalization.CultureInfo.InvariantCulture), Now));

    [Theory]
    [InlineData("2026-11-23T09:30:00Z", "10:30")]
    [InlineData("2026-11-22T16:20:00Z", "Yesterday 17:20")]
    [InlineData("2026-11-24T08:00:00Z", "Tomorrow 09:00")]
    [InlineData("2026-11-20T15:41:00Z", "Fri 16:41")]
    [InlineData("2026-10-01T10:00:00Z", "Thu 1 Oct 12:00")]
    [InlineData("2025-10-01T10:00:00Z", "1 Oct 2025 12:00")]
    public void Short_IsInTheViewersZone(string instant, string said)
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(said, Words.Short(At(instant), Now, berlin));
    }

    [Theory]
    [InlineData("Europe/Berlin", "Monday 23 November 2026, 13:00:00 (Europe/Berlin, UTC+1)")]
    [InlineData("Asia/Kolkata", "Monday 23 November 2026, 17:30:00 (Asia/Kolkata, UTC+5:30)")]
    [InlineData("America/Chicago", "Monday 23 November 2026, 06:00:00 (America/Chicago, UTC−6)")]
    [InlineData("UTC", "Monday 23 November 2026, 12:00:00 (UTC)")]
    public void Exact_NamesTheZone(string zone, string said) =>
        Assert.Equal(said, Words.Exact(Now, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void When_AsTimePasses_SaysSo()
    {
        var when = Render<When>(parameters => parameters.Add(when => when.At, Now));
        Assert.Equal("just now", when.Find("time").TextContent);

        Time.Advance(TimeSpan.FromMinutes(3));

        when.WaitForAssertion(() => Assert.Equal("3 minutes ago", when.Find("time").TextContent));
    }

    [Fact]
    public void When_CarriesTheInstantForMachinesAndTheExactTimeForPeople()
    {
        var time = Render<When>(parameters => parameters.Add(when => when.At, Now)).Find("time");

        Assert.Equal("2026-11-23T12:00:00.0000000Z", time.GetAttribute("datetime"));
        Assert.Equal("Monday 23 November 2026, 12:00:00 (UTC)", time.GetAttribute("title"));
    }

    private static DateTimeOffset At(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
