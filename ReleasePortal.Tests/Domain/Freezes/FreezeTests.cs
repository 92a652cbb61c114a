using ReleasePortal.Domain;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Freezes;

/// <summary>A freeze itself: from when until when, and why.</summary>
public class FreezeTests
{
    private static readonly DateTimeOffset Tomorrow = Given.Now.AddDays(1);

    [Fact]
    public void Define_WithoutABeginning_BeginsNow()
    {
        var freeze = Defined(new FreezeDetails(From: null, Tomorrow, " Stocktaking "));

        Assert.Equal((Given.Now, Tomorrow, "Stocktaking"), (freeze.From, freeze.Until, freeze.Reason));
        Assert.True(freeze.IsActive(Given.Now));
    }

    [Fact]
    public void Define_WithABeginningInThePast_BeginsNow() =>
        Assert.Equal(Given.Now, Defined(new FreezeDetails(Given.Now.AddHours(-1), Tomorrow, "Stocktaking")).From);

    [Fact]
    public void Define_InAnotherOffset_IsStoredInUtc() => Assert.Equal(
        TimeSpan.Zero, Defined(new FreezeDetails(null, Tomorrow.ToOffset(TimeSpan.FromHours(2)), "Stocktaking")).Until.Offset);

    [Fact]
    public void Define_SaysFromWhenUntilWhen() => Assert.Equal(
        "froze Production from 5 May 2026, 09:30 UTC until 8 May 2026, 09:30 UTC",
        Defined(Given.FreezeDetails()).Defined(Given.Circumstances()).Sentence.Did().Plain());

    public static TheoryData<DateTimeOffset?, DateTimeOffset?, string, string> WhatDoesNotHold => new()
    {
        { null, null, "why", "until: Required" },
        { null, Given.Now, "why", "until: UntilInThePast" },
        { null, Given.Now.AddDays(-1), "why", "until: UntilInThePast" },
        { Tomorrow, Tomorrow, "why", "until: UntilBeforeFrom" },
        { Tomorrow, Tomorrow.AddMinutes(-1), "why", "until: UntilBeforeFrom" },
        { null, Given.Now.AddDays(366).AddTicks(10), "why", "until: FreezeTooLong" },
        { null, Tomorrow, " ", "reason: Required" },
        { null, Tomorrow, new string('x', 301), "reason: TooLong" },
        { null, Tomorrow, "a\u0007bell", "reason: Characters" },
    };

    [Theory]
    [MemberData(nameof(WhatDoesNotHold))]
    public void Define_WhatDoesNotHold_IsRefused(DateTimeOffset? from, DateTimeOffset? until, string reason, string error)
    {
        var result = Freeze.Define(Guid.CreateVersion7(), Given.Production, new FreezeDetails(from, until, reason), Given.Circumstances());

        Assert.Equal([error], result.Refusal.Errors());
    }

    [Fact]
    public void Define_AYearAndADay_IsTheLongest() =>
        Assert.Equal(Given.Now.AddDays(366), Defined(new FreezeDetails(null, Given.Now.AddDays(366), new string('x', 300))).Until);

    [Theory]
    [InlineData(-1, false, false)]
    [InlineData(0, true, false)] // the first instant belongs to it
    [InlineData(71, true, false)]
    [InlineData(72, false, true)] // the last one does not
    [InlineData(73, false, true)]
    public void IsActive_FromTheFirstInstantToTheLast(int hoursAfterFrom, bool active, bool over)
    {
        var freeze = Defined(Given.FreezeDetails());
        var at = freeze.From.AddHours(hoursAfterFrom);

        Assert.Equal((active, over), (freeze.IsActive(at), freeze.IsOver(at)));
    }

    [Fact]
    public void Edit_BeforeItBegins_MovesIt()
    {
        var freeze = Defined(Given.FreezeDetails());

        var changed = freeze.Edit(new FreezeDetails(Tomorrow.AddDays(1), Tomorrow.AddDays(5), "Later"), seenVersion: 1, Given.Circumstances()).OrThrow();

        Assert.Equal((Tomorrow.AddDays(1), Tomorrow.AddDays(5), "Later", 2), (freeze.From, freeze.Until, freeze.Reason, freeze.Version));
        Assert.Equal("changed the freeze of Production: from 6 May 2026, 09:30 UTC until 10 May 2026, 09:30 UTC", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void Edit_WhileItLasts_KeepsItsBeginning()
    {
        var freeze = Defined(Given.FreezeDetails());
        var (from, at) = (freeze.From, freeze.From.AddHours(1));

        freeze.Edit(new FreezeDetails(From: null, at.AddHours(1), "Shorter"), seenVersion: null, Given.Circumstances(at: at)).OrThrow();

        Assert.Equal((from, at.AddHours(1)), (freeze.From, freeze.Until));
    }

    [Fact]
    public void Edit_SameAgain_IsAlreadySo()
    {
        var freeze = Defined(Given.FreezeDetails());

        Assert.IsType<AlreadySo>(freeze.Edit(Given.FreezeDetails(), seenVersion: null, Given.Circumstances()).Refusal);
    }

    [Fact]
    public void Edit_OlderVersion_IsStale() =>
        Assert.IsType<Stale>(Defined(Given.FreezeDetails()).Edit(Given.FreezeDetails("Other"), seenVersion: 0, Given.Circumstances()).Refusal);

    [Fact]
    public void Lift_WhileItLasts_EndsItNow()
    {
        var freeze = Defined(Given.FreezeDetails());
        var at = freeze.From.AddHours(1);

        var changed = freeze.Lift(seenVersion: 1, Given.Circumstances(at: at)).OrThrow();

        Assert.Equal((at, false, true), (freeze.LiftedAt, freeze.IsActive(at), freeze.IsOver(at)));
        Assert.Equal("lifted the freeze of Production that was to last until 8 May 2026, 09:30 UTC", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void Lift_BeforeItBegins_CancelsIt()
    {
        var freeze = Defined(Given.FreezeDetails());

        var changed = freeze.Lift(seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.False(freeze.IsActive(freeze.From));
        Assert.Equal("LiftFreeze.Cancelled", changed.Sentence.Key);
    }

    [Fact]
    public void LiftAndEdit_OnceItIsOver_AreRefused()
    {
        var freeze = Defined(Given.FreezeDetails());
        var after = Given.Circumstances(at: freeze.Until);

        Assert.IsType<FreezeIsOver>(freeze.Lift(seenVersion: null, after).Refusal);
        Assert.IsType<FreezeIsOver>(freeze.Edit(new FreezeDetails(null, freeze.Until.AddDays(1), "Longer"), seenVersion: null, after).Refusal);

        var lifted = Defined(Given.FreezeDetails());
        lifted.Lift(seenVersion: null, Given.Circumstances()).OrThrow();
        Assert.IsType<FreezeIsOver>(lifted.Lift(seenVersion: null, Given.Circumstances()).Refusal);
    }

    [Fact]
    public void Frozen_SaysUntilWhenAndWhy()
    {
        var frozen = new Frozen("Production", Tomorrow, "Year-end accounts");

        Assert.Equal("Frozen", frozen.Code);
        Assert.Equal("Production is frozen until 5 May 2026, 09:30 UTC: Year-end accounts", frozen.Message.ToString());
        Assert.Contains(frozen.Message.Say(), segment => segment.At == Tomorrow);
    }

    private static Freeze Defined(FreezeDetails details) =>
        Freeze.Define(Guid.CreateVersion7(), Given.Production, details, Given.Circumstances()).OrThrow();
}
