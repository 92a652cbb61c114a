using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Launches;

/// <summary>Local times with their zones, on the days on which clocks are changed as well.</summary>
public class PlannedTimeTests
{
    [Theory]
    [InlineData("2027-03-01T09:00", "America/Chicago", "2027-03-01T15:00Z")]
    [InlineData("2027-07-01T09:00", "America/Chicago", "2027-07-01T14:00Z")]
    [InlineData("2027-03-01T09:00", "Europe/Berlin", "2027-03-01T08:00Z")]
    [InlineData("2027-03-01T09:00", "Asia/Kathmandu", "2027-03-01T03:15Z")]
    [InlineData("2027-03-01T09:00", "UTC", "2027-03-01T09:00Z")]
    public void Settle_OrdinaryTime_IsThatInstant(string local, string zone, string instant) =>
        Assert.Equal(Instant(instant), Settle(local, zone).OrThrow().Instant);

    [Theory]
    [InlineData("2027-03-14T02:30", "America/Chicago", "03:30")]
    [InlineData("2027-03-28T02:30", "Europe/Berlin", "03:30")]
    public void Settle_TimeThatDoesNotExist_IsRefusedWithTheNextOneThatDoes(string local, string zone, string next)
    {
        var error = Assert.Single(Assert.IsType<Invalid>(Settle(local, zone).Refusal).Errors);

        Assert.Equal(("start", "NoSuchTime", next), (error.Field, error.Rule, error.Detail));
    }

    [Theory]
    [InlineData("2027-11-07T01:30", "America/Chicago", -5, -6)]
    [InlineData("2027-10-31T02:30", "Europe/Berlin", 2, 1)]
    public void Settle_TimeThatComesTwice_AsksWhichIsMeant(string local, string zone, int first, int second)
    {
        Assert.Equal(["start: TimeComesTwice"], Settle(local, zone).Refusal.Errors());
        Assert.Equal(["start: TimeComesTwice"], Settle(local, zone, TimeSpan.FromHours(9)).Refusal.Errors());
        Assert.Equal([TimeSpan.FromHours(first), TimeSpan.FromHours(second)], PlannedTime.ChoicesOf(Local(local), zone));

        var (one, other) = (Settle(local, zone, TimeSpan.FromHours(first)).OrThrow(), Settle(local, zone, TimeSpan.FromHours(second)).OrThrow());
        Assert.Equal(TimeSpan.FromHours(1), other.Instant - one.Instant);
    }

    /// <summary>02:30 is not the hour that comes twice in Chicago, where clocks go back at two.</summary>
    [Fact]
    public void Settle_HalfPastTwoWhenClocksGoBackInChicago_IsOneInstant() =>
        Assert.Equal(Instant("2027-11-07T08:30Z"), Settle("2027-11-07T02:30", "America/Chicago").OrThrow().Instant);

    [Theory]
    [InlineData("Central Standard Time")]
    [InlineData("Nowhere/At_All")]
    [InlineData("")]
    public void Settle_WhatIsNoIanaZone_IsRefused(string zone) =>
        Assert.Equal(["start.zone: UnknownZone"], Settle("2027-03-01T09:00", zone).Refusal.Errors());

    [Fact]
    public void ChoicesOf_OrdinaryTime_AreNone() => Assert.Empty(PlannedTime.ChoicesOf(Local("2027-03-01T09:00"), "Europe/Berlin"));

    [Fact]
    public void Again_UnderOtherRules_KeepsTheLocalTime()
    {
        // Settled when Berlin was thought to be an hour further east.
        var planned = new PlannedTime(Local("2027-03-01T09:00"), "Europe/Berlin", TimeSpan.FromHours(2));

        Assert.Equal(planned with { Offset = TimeSpan.FromHours(1) }, planned.Again());
    }

    [Fact]
    public void Again_TimeThatHasCeasedToExist_MovesBehindTheGap()
    {
        var planned = new PlannedTime(Local("2027-03-28T02:30"), "Europe/Berlin", TimeSpan.FromHours(1));

        Assert.Equal(new PlannedTime(Local("2027-03-28T03:30"), "Europe/Berlin", TimeSpan.FromHours(2)), planned.Again());
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    [InlineData(5, 2)]
    public void Again_TimeThatComesTwice_KeepsWhichWasMeant(int offset, int expected)
    {
        var planned = new PlannedTime(Local("2027-10-31T02:30"), "Europe/Berlin", TimeSpan.FromHours(offset));

        Assert.Equal(TimeSpan.FromHours(expected), planned.Again().Offset);
    }

    [Theory]
    [InlineData("2027-03-01T09:00", "America/Chicago", "2027-03-01 09:00 America/Chicago (UTC-06:00)")]
    [InlineData("2027-03-01T09:00", "Asia/Kathmandu", "2027-03-01 09:00 Asia/Kathmandu (UTC+05:45)")]
    public void ToString_NamesTimeZoneAndOffset(string local, string zone, string expected) =>
        Assert.Equal(expected, Settle(local, zone).OrThrow().ToString());

    private static Result<PlannedTime> Settle(string local, string zone, TimeSpan? offset = null) =>
        PlannedTime.Settle(new WantedTime(Local(local), zone, offset), "start");

    private static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
