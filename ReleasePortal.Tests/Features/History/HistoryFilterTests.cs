using ReleasePortal.Domain;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Domain;

namespace ReleasePortal.Tests.Features.History;

public class HistoryFilterTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>A quarter past midnight in Berlin, still yesterday in UTC.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 23, 15, 0, TimeSpan.Zero);

    [Fact]
    public void ToAddress_NoFilter_IsThePageItself() => Assert.Equal("/history", HistoryFilter.None.ToAddress());

    [Fact]
    public void ToAddress_Filters_StandInItEscaped()
    {
        var filter = new HistoryFilter
        {
            Control = "spring-storefront",
            Source = ChangeSource.Undo,
            Period = HistoryPeriod.Custom,
            From = new DateOnly(2026, 11, 1),
            Text = "95 % & more",
        };

        Assert.Equal("/history?control=spring-storefront&source=undo&period=days&from=2026-11-01&text=95%20%25%20%26%20more", filter.ToAddress());
    }

    [Fact]
    public void Read_WhatToAddressWrote_IsTheSameFilter()
    {
        var filter = new HistoryFilter
        {
            Person = Guid.NewGuid(),
            OnBehalfOf = Guid.NewGuid(),
            Control = "spring-storefront",
            Group = "staff",
            Launch = Guid.NewGuid(),
            Environment = "production",
            Action = "released",
            Source = ChangeSource.Launch,
            Purpose = HistoryPurpose.Neither,
            Period = HistoryPeriod.Custom,
            From = new DateOnly(2026, 11, 1),
            Until = new DateOnly(2026, 11, 2),
            Text = "café & more",
        };

        var written = System.Web.HttpUtility.ParseQueryString(new Uri("http://portal" + filter.ToAddress(new HistoryPlace(new DateOnly(2026, 3, 3)))).Query);

        Assert.Equal(filter, HistoryFilter.Read(name => written[name]));
        Assert.Equal("2026-03-03", written["at"]);
    }

    [Theory]
    [InlineData("2026-03-03", "2026-03-03T23:00:00Z")]
    [InlineData("2026-03-03T14:05", "2026-03-03T13:06:00Z")]
    [InlineData("2026-03-29T01:59", "2026-03-29T01:00:00Z")] // the hour after it does not exist
    public void Place_EndsInTheViewersZone(string at, string end)
    {
        var place = HistoryPlace.Read(at);

        Assert.Equal(at, place?.ToString());
        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), place!.EndIn(Berlin));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("yesterday")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2026-03-03T25:00")]
    public void Place_ThatIsNone_IsLeftOut(string? at) => Assert.Null(HistoryPlace.Read(at));

    [Theory]
    [InlineData("undo", ChangeSource.Undo)]
    [InlineData("Button", ChangeSource.Button)]
    [InlineData("99", null)]
    [InlineData("nothing", null)]
    [InlineData(null, null)]
    public void ReadSource_WhatTheAddressSays_OrNone(string? text, ChangeSource? source) => Assert.Equal(source, HistoryFilter.ReadSource(text));

    [Theory]
    [InlineData("today", "2026-11-22T23:00:00Z")]
    [InlineData("7-days", "2026-11-16T23:00:00Z")]
    [InlineData("30-days", "2026-10-24T22:00:00Z")] // before the clocks went back
    public void Period_DaysBack_BeginAtMidnightOfTheViewer(string period, string from)
    {
        var found = HistoryPeriod.Of(new HistoryFilter { Period = period }, Now, Berlin);

        Assert.Equal((DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), null), found);
    }

    [Fact]
    public void Period_OfOnesOwn_HoldsItsLastDayWhole()
    {
        var filter = new HistoryFilter { Period = HistoryPeriod.Custom, From = new DateOnly(2026, 11, 1), Until = new DateOnly(2026, 11, 2) };

        var (from, until) = HistoryPeriod.Of(filter, Now, Berlin);

        Assert.Equal(TimeSpan.FromDays(2), until - from);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void Period_ImpossibleDays_AreLeftOut(string day)
    {
        var extreme = HistoryFilter.ReadDay(day);

        Assert.Equal((null, null), HistoryPeriod.Of(new HistoryFilter { Period = HistoryPeriod.Custom, From = extreme, Until = extreme }, Now, Berlin));
    }

    [Fact]
    public void Actions_EveryChange_IsUnderExactlyOneName()
    {
        var names = HistoryActions.For(Support.Given.AnAuditor);

        Assert.All(ChangeTypes.Changes, type => Assert.Single(names, name => HistoryActions.Types(name).Contains(type.Name)));
    }

    [Fact]
    public void Actions_Marketing_IsNotOfferedSecurity() =>
        Assert.DoesNotContain(HistoryActions.For(Support.Given.Marketing), name => name is "people" or "sign-ins" or "keys");
}
