using Bunit;
using ReleasePortal.Components.Times;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

/// <summary>A local time with its zone, on the days on which clocks change too.</summary>
public sealed class TimeFieldTests : ComponentTestContext
{
    private readonly TimeDraft _draft = new() { Date = "2026-11-24", Time = "09:00", Zone = "Europe/Berlin" };

    [Fact]
    public async Task Time_InTheViewersZone_IsSaidWithItsDistance()
    {
        var field = await OpenAsync();

        Assert.Equal("Tuesday 24 November 2026 at 09:00 (Europe/Berlin, UTC+1) · in 20 hours", field.Find(".meant").Words());
    }

    [Fact]
    public async Task Time_InAnotherZone_IsSaidInTheViewersToo()
    {
        var field = await OpenAsync();

        field.Find("[name='start.zone']").Change("chicago");

        Assert.Equal("America/Chicago", _draft.Zone);
        Assert.Equal("For you: Tuesday 24 November 2026 at 16:00 (Europe/Berlin, UTC+1) · in 1 day", field.Find(".meant").Words());
    }

    [Theory]
    [InlineData("America/Chicago", "2027-03-14", "Use Sunday 14 March 2027 at 03:30 (Chicago)", -5)]
    [InlineData("Europe/Berlin", "2027-03-28", "Use Sunday 28 March 2027 at 03:30 (Berlin)", 2)]
    public async Task Time_ThatClocksSkip_IsAnErrorWithTheNextTime(string zone, string day, string offer, int offset)
    {
        var field = await OpenAsync();
        Type(field, zone, day, "02:30");

        Assert.Equal("That time does not exist there: clocks go forward. The next one that does is 03:30.", field.Find(".error").Words());
        field.Button(offer).Click();

        Assert.Empty(field.FindAll(".error"));
        Assert.Equal(new PlannedTime(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddHours(3.5), zone, TimeSpan.FromHours(offset)), _draft.Settle("start").Value);
    }

    [Theory]
    [InlineData("America/Chicago", "2027-11-07", "01:30", "The first one", -5)]
    [InlineData("America/Chicago", "2027-11-07", "01:30", "The second one", -6)]
    [InlineData("Europe/Berlin", "2027-10-31", "02:30", "The first one", 2)]
    [InlineData("Europe/Berlin", "2027-10-31", "02:30", "The second one", 1)]
    public async Task Time_ThatComesTwice_AsksWhichIsMeant(string zone, string day, string time, string choice, int offset)
    {
        var field = await OpenAsync();
        Type(field, zone, day, time);
        Assert.Null(_draft.Settle("start").Value);

        field.Option(choice).Change(true);

        Assert.Equal(TimeSpan.FromHours(offset), _draft.Settle("start").Value!.Offset);
        Assert.NotEmpty(field.Find(".meant").Words());
    }

    [Fact]
    public async Task Time_ThatComesTwiceInLondon_LooksChosenOnlyOnceItIs()
    {
        var field = await OpenAsync();
        Type(field, "Europe/London", "2027-10-31", "01:30");
        Assert.Empty(field.FindAll("input[type=radio][checked]"));

        field.Option("The second one").Change(true);

        Assert.Single(field.FindAll("input[type=radio][checked]"));
        Assert.Equal(TimeSpan.Zero, _draft.Settle("start").Value!.Offset);
    }

    [Fact]
    public async Task Time_AfterTheDayWasChanged_ForgetsWhichWasMeant()
    {
        var field = await OpenAsync();
        Type(field, "America/Chicago", "2027-11-07", "01:30");
        field.Option("The second one").Change(true);

        field.Find("[name=start]").Change("2027-11-08");

        Assert.Empty(field.FindAll("input[type=radio]"));
        Assert.Null(_draft.Wanted!.Offset);
    }

    [Fact]
    public async Task Zone_ThatThereIsNot_IsSaidBesideIt()
    {
        var field = await OpenAsync();

        field.Find("[name='start.zone']").Change("Atlantis");

        Assert.Equal("There is no time zone Atlantis.", field.Find(".error").Words());
        Assert.Equal("Atlantis", field.Find("[name='start.zone']").GetAttribute("value"));
    }

    [Theory]
    [InlineData("new york", "America/New_York")]
    [InlineData("BERLIN", "Europe/Berlin")]
    [InlineData("utc", "UTC")]
    [InlineData("America/Chicago", "America/Chicago")]
    [InlineData("America", "America")]
    [InlineData("", "")]
    public void Meant_IsTheOneZoneOrWhatWasTyped(string typed, string zone) => Assert.Equal(zone, Zones.Meant(typed));

    [Theory]
    [InlineData("", "09:00")]
    [InlineData("2027-03-01", "")]
    [InlineData("tomorrow", "nine")]
    public void Settle_NotATime_IsMissing(string date, string time) =>
        Assert.Equal("InvalidRequired", new TimeDraft { Date = date, Time = time, Zone = "UTC" }.Settle("start").Refusal?.Code);

    private static void Type(IRenderedComponent<TimeField> field, string zone, string day, string time)
    {
        field.Find("[name='start.zone']").Change(zone);
        field.Find("[name='start.time']").Change(time);
        field.Find("[name=start]").Change(day);
    }

    private async Task<IRenderedComponent<TimeField>> OpenAsync()
    {
        await Workspace.StartAsync(Xunit.TestContext.Current.CancellationToken);
        return Render<TimeField>(parameters => parameters
            .Add(field => field.Name, "start")
            .Add(field => field.Label, "Start")
            .Add(field => field.Value, _draft));
    }
}
