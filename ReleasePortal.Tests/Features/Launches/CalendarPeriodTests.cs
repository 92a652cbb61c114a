using ReleasePortal.Features.Launches;
using ReleasePortal.Features.Launches.Calendar;

namespace ReleasePortal.Tests.Features.Launches;

public class CalendarPeriodTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-23", "2026-10-26", "2026-12-06")]
    [InlineData("2027-02-10", "2027-02-01", "2027-02-28")]
    [InlineData("2026-03-01", "2026-02-23", "2026-04-05")]
    public void Month_FillsWholeWeeks_FromMondayToSunday(string day, string first, string last)
    {
        var period = CalendarPeriod.Around(LaunchesView.Month, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture)), (period.First, period.Last));
        Assert.All(period.Weeks(), week => Assert.Equal((7, DayOfWeek.Monday), (week.Count, week[0].DayOfWeek)));
    }

    [Fact]
    public void Week_OfASunday_BeginsOnTheMondayBefore()
    {
        var period = CalendarPeriod.Around(LaunchesView.Week, new DateOnly(2026, 11, 29));

        Assert.Equal((new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 29)), (period.First, period.Last));
        Assert.Equal(new DateOnly(2026, 11, 22), period.Before());
        Assert.Equal(new DateOnly(2026, 12, 6), period.After());
    }

    [Fact]
    public void Month_BeforeAndAfter_AreTheNeighbours_EvenFromThe31st()
    {
        var period = CalendarPeriod.Around(LaunchesView.Month, new DateOnly(2027, 1, 31));

        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2027, 2, 1)), (period.Before(), period.After()));
    }

    [Theory]
    [InlineData("2026-03-23", 167)] // clocks go forward on the Sunday
    [InlineData("2026-10-19", 169)] // clocks go back
    [InlineData("2026-11-23", 168)]
    public void Week_InBerlin_IsAsLongAsItsDaysAre(string day, int hours)
    {
        var (from, until) = CalendarPeriod.Around(LaunchesView.Week, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).In(Berlin);

        Assert.Equal(hours, (until - from).TotalHours);
    }

    [Fact]
    public void BeginningOf_DayWithoutMidnight_IsItsFirstInstant()
    {
        var santiago = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"); // 6 September 2026 begins at 01:00

        Assert.Equal(new DateTimeOffset(2026, 9, 6, 4, 0, 0, TimeSpan.Zero), CalendarPeriod.BeginningOf(new DateOnly(2026, 9, 6), santiago));
    }

    [Fact]
    public void DayOf_NearMidnight_IsTheViewersDay()
    {
        var instant = new DateTimeOffset(2026, 11, 24, 0, 30, 0, TimeSpan.Zero);

        Assert.Equal((new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 24)), (CalendarPeriod.DayOf(instant, Chicago), CalendarPeriod.DayOf(instant, Berlin)));
    }

    [Theory]
    [InlineData("week", "2026-11-23", LaunchesView.Week, "/launches?view=week&day=2026-11-23")]
    [InlineData("LIST", null, LaunchesView.List, "/launches?view=list")]
    [InlineData("9", "yesterday", LaunchesView.Month, "/launches?view=month&day=2026-01-01")]
    [InlineData(null, "1066-10-14", LaunchesView.Month, "/launches?view=month&day=2026-01-01")]
    public void Address_ReadsWhatItWrites_AndElseWhatIsUsual(string? view, string? day, LaunchesView read, string written)
    {
        var address = LaunchesAddress.Read(view, day, LaunchesView.Month, new DateOnly(2026, 1, 1));

        Assert.Equal((read, written), (address.View, address.ToString()));
    }
}
