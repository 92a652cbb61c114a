using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Budgets;

/// <summary>What controls and groups use, and what changes add to it.</summary>
public class BudgetTallyTests
{
    private readonly BudgetTally _tally = new();

    [Fact]
    public void TemporaryToggle_CountsOnceForAllAndOnceForItsOwner() => Assert.Equal(
        [new BudgetUse(new(Budget.ActiveControls), 1), new BudgetUse(new(Budget.ControlsPerOwner, "Team Storefront"), 1)],
        BudgetUse.Of(Given.ABusinessToggle()));

    [Fact]
    public void LongLivedControl_CountsNowhere() => Assert.Empty(BudgetUse.Of(Given.AKillSwitch()));

    [Fact]
    public void RetiredControl_CountsNowhere_WhateverItWasOpenTo() =>
        Assert.Empty(BudgetUse.Of(Given.ABusinessFlag().ReleasedTo(Given.EarlyAccess, Given.Express).Retired()));

    [Fact]
    public void Flag_CountsItsVariants() =>
        Assert.Contains(new BudgetUse(new(Budget.VariantsPerFlag, "checkout-layout"), 3), BudgetUse.Of(Given.ABusinessFlag()));

    [Theory]
    [InlineData(Purpose.Business)]
    [InlineData(Purpose.Operational)]
    public void OpenToAGroup_CountsOnItsEnvironment_ApartByPurpose(Purpose purpose)
    {
        var control = purpose is Purpose.Business ? Given.ABusinessToggle() : Given.AnOperationalToggle();

        control.ReleasedTo(Given.EarlyAccess);

        Assert.Contains(new BudgetUse(new(Budget.OpenToOneGroup, Given.EarlyAccess, Given.Production, purpose), 1), BudgetUse.Of(control));
    }

    [Fact]
    public void OpenToEveryone_IsNotOpenToAGroup() => Assert.DoesNotContain(
        BudgetUse.Of(Given.ABusinessToggle().ReleasedTo(Given.EarlyAccess).ReleasedToEveryone()), use => use.Line.Budget is Budget.OpenToOneGroup);

    [Fact]
    public void Group_CountsItselfAndItsConditions() => Assert.Equal(
        [new BudgetUse(new(Budget.Groups), 1), new BudgetUse(new(Budget.ConditionsPerGroup, Given.EarlyAccess), 0)],
        BudgetUse.Of(Given.AGroup()));

    [Fact]
    public void Grown_OneGoesAndAnotherComes_InEitherOrder_IsNothing()
    {
        var uses = BudgetUse.Of(Given.ABusinessToggle());

        _tally.Take([], uses, isWithdrawal: false);
        Assert.NotEmpty(_tally.Grown);
        _tally.Take(uses, [], isWithdrawal: false);

        Assert.Empty(_tally.Grown);
    }

    [Fact]
    public void Grown_AnotherOwner_IsGrowthOfThatOwnerOnly()
    {
        var before = BudgetUse.Of(Given.ABusinessToggle());
        var after = BudgetUse.Of(Given.ABusinessToggle(details: Given.Details() with { Owner = "Team Checkout" }));

        _tally.Take(before, after, isWithdrawal: false);

        Assert.Equal([new BudgetUse(new(Budget.ControlsPerOwner, "Team Checkout"), 1)], _tally.Grown);
    }

    [Fact]
    public void Grown_WhatAnUndoBringsBack_IsNothing()
    {
        var (closed, open) = (Given.ABusinessToggle(), Given.ABusinessToggle().ReleasedTo(Given.EarlyAccess));

        _tally.Take(BudgetUse.Of(closed), BudgetUse.Of(open), isWithdrawal: true);

        Assert.Empty(_tally.Grown);
    }

    [Theory]
    [InlineData(Budget.ActiveControls, 0, false)]
    [InlineData(Budget.ActiveControls, 1, true)]
    [InlineData(Budget.ActiveControls, 100_001, false)]
    [InlineData(Budget.VariantsPerFlag, 1, false)]
    [InlineData(Budget.VariantsPerFlag, 50, true)]
    [InlineData(Budget.VariantsPerFlag, 51, false)]
    [InlineData(Budget.ConditionsPerGroup, 50, true)]
    [InlineData(Budget.ConditionsPerGroup, 51, false)]
    public void Limit_HasToLeaveRoomForWhatIsAlwaysThere(Budget budget, int limit, bool holds)
    {
        var set = new BudgetSheet(Guid.CreateVersion7()).Set(BudgetLimits.None.With(budget, limit), seenVersion: null, Given.Circumstances(Given.AnAdministrator));

        Assert.Equal(holds ? [] : [$"{BudgetLimits.FieldOf(budget)}: Limit"], set.Refusal.Errors());
    }

    [Fact]
    public void Limits_WithAndOf_AreAboutTheSameBudget() => Assert.All(Enum.GetValues<Budget>(), budget =>
    {
        var limits = BudgetLimits.None.With(budget, 7);
        Assert.Equal(Enum.GetValues<Budget>().Select(other => other == budget ? 7 : (int?)null), Enum.GetValues<Budget>().Select(limits.Of));
    });
}
