using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Budgets;

public class BudgetCandidatesTests
{
    private static readonly DateOnly Later = Given.InSummer.AddDays(10);

    [Fact]
    public void Among_WhatIsPastItsDayComesFirst_ThenWhatEveryoneHasTheLongest()
    {
        var old = OpenSince("old", Given.Now.AddDays(-30));
        var older = OpenSince("older", Given.Now.AddDays(-60));
        var due = Given.AnOperationalToggle("due");

        Assert.Equal(["due", "older", "old"], Keys([old, due, older], Later));
        Assert.Equal(["older", "old"], Keys([old, due, older], Given.InSummer));
    }

    [Fact]
    public void Among_WhatStillDecidesForSomebody_IsNone() => Assert.Empty(Keys(
        [
            Given.ABusinessToggle("closed"),
            Given.ABusinessToggle("group").ReleasedTo(Given.EarlyAccess),
            Given.ABusinessToggle("share").ReleasedToEveryone(share: 5_000),
            Given.ABusinessToggle("before").ReleasedToEveryone(on: Given.Staging),
            Given.AKillSwitch("switch").ReleasedToEveryone(),
            Given.ABusinessToggle("gone").ReleasedToEveryone().Retired(),
        ],
        Given.InSummer));

    [Fact]
    public void Among_MayRemove_IsTheActorsRight()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone();

        Assert.True(BudgetCandidates.Among([control], Given.Production, Given.AnEngineer, Given.InSummer).Single().Candidate.MayRemove);
        Assert.False(BudgetCandidates.Among([control], Given.Production, Given.AnAdministrator, Given.InSummer).Single().Candidate.MayRemove);
    }

    [Fact]
    public void OpenTo_WhatShouldBeGoneComesFirst()
    {
        var (here, due) = (Given.ABusinessToggle("here").ReleasedTo(Given.EarlyAccess), Given.ABusinessToggle("due", Given.Details() with { RemoveBy = Given.InSummer.AddDays(-9) }));

        var candidates = BudgetCandidates.OpenTo([here, due.ReleasedTo(Given.EarlyAccess)], Given.Production, Given.AnEngineer, Given.InSummer);

        Assert.Equal([("due", CandidateReason.RemoveByPassed), ("here", CandidateReason.OpenToTheGroup)], candidates.Select(candidate => (candidate.Key, candidate.Reason)));
    }

    [Fact]
    public void Unused_AreTheGroupsThatNothingIsOpenTo()
    {
        var (used, unused) = (Given.AGroup(Given.Staff), Given.AGroup());

        var candidate = Assert.Single(BudgetCandidates.Unused([used, unused], new HashSet<string> { Given.Staff }, Given.AnEngineer));

        Assert.Equal((Given.EarlyAccess, CandidateReason.Unused, true), (candidate.Key, candidate.Reason, candidate.MayRemove));
    }

    private static IEnumerable<string> Keys(IReadOnlyList<ReleaseControl> controls, DateOnly today) =>
        BudgetCandidates.Among(controls, Given.Production, Given.AnEngineer, today).Select(found => found.Candidate.Key);

    private static ReleaseControl OpenSince(string key, DateTimeOffset at)
    {
        var control = Given.AnOperationalToggle(key, Given.Details() with { RemoveBy = Later.AddYears(1) });
        control.ReleaseToEveryone(Given.Production, variant: null, share: null, seenVersion: null, Given.Circumstances(at: at)).OrThrow();
        return control;
    }
}
