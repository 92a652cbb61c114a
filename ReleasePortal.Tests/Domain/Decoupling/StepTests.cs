using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Tests.Domain.Decoupling;

public sealed class StepTests
{
    [Theory]
    [InlineData(0, 0, StepState.TooLittle, NextStep.NameThings)]
    [InlineData(4, 4, StepState.TooLittle, NextStep.NameThings)]
    [InlineData(3, 4, StepState.TooLittle, NextStep.Reword)]
    [InlineData(2, 5, StepState.NotBegun, NextStep.Reword)]
    [InlineData(5, 10, StepState.OnTheWay, NextStep.Reword)]
    [InlineData(8, 9, StepState.OnTheWay, NextStep.Reword)]
    [InlineData(9, 10, StepState.WellUnderWay, NextStep.Reword)]
    [InlineData(999, 1_000, StepState.WellUnderWay, NextStep.Reword)]
    [InlineData(5, 5, StepState.Reached, NextStep.ShareGlossary)]
    public void Terms(int clear, int all, StepState state, NextStep next)
    {
        var step = new TermsStep(new Part(clear, all));

        Assert.Equal((state, next), (step.State, step.Next));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0, StepState.NotBegun, NextStep.MakeKey)]
    [InlineData(0, 2, 0, 9, 6, StepState.NotBegun, NextStep.Connect)]
    [InlineData(1, 3, 9, 9, 6, StepState.OnTheWay, NextStep.Connect)]
    [InlineData(2, 2, 4, 10, 6, StepState.OnTheWay, NextStep.AskForControls)]
    [InlineData(2, 4, 5, 10, 0, StepState.WellUnderWay, NextStep.Connect)]
    [InlineData(1, 1, 7, 10, 1, StepState.WellUnderWay, NextStep.AskForControls)]
    [InlineData(1, 1, 8, 10, 0, StepState.WellUnderWay, NextStep.SetBudgets)]
    [InlineData(4, 5, 8, 10, 1, StepState.Reached, NextStep.KeepFew)]
    [InlineData(1, 1, 0, 0, 1, StepState.OnTheWay, NextStep.AskForControls)]
    public void Architecture(int connected, int keys, int asked, int controls, int budgets, StepState state, NextStep next)
    {
        // A long-lived one among them, wherever there are two.
        var longLived = controls > 1 ? 1 : 0;
        var step = new ArchitectureStep(
            new Part(connected, keys),
            new Part(Math.Max(0, asked - longLived), controls - longLived),
            new Part(Math.Min(asked, longLived), longLived),
            new Part(budgets, 6));

        Assert.Equal((state, next), (step.State, step.Next));
    }

    [Theory]
    [InlineData(0, 0, 0, StepState.TooLittle, NextStep.ReportDeployments)]
    [InlineData(9, 9, 0, StepState.TooLittle, NextStep.ReportDeployments)]
    [InlineData(4, 4, 20, StepState.TooLittle, NextStep.Release)]
    [InlineData(1, 6, 20, StepState.NotBegun, NextStep.ReleaseApart)]
    [InlineData(1, 5, 20, StepState.OnTheWay, NextStep.ReleaseApart)]
    [InlineData(5, 10, 20, StepState.WellUnderWay, NextStep.ReleaseApart)]
    [InlineData(79, 100, 20, StepState.WellUnderWay, NextStep.ReleaseApart)]
    [InlineData(4, 5, 1, StepState.Reached, NextStep.ShortenTheWait)]
    public void Independence(int apart, int releases, int deployments, StepState state, NextStep next)
    {
        var step = new IndependenceStep(new Part(apart, releases), deployments);

        Assert.Equal((state, next), (step.State, step.Next));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, StepState.TooLittle, NextStep.HandOver)]
    [InlineData(3, 4, 0, 2, StepState.OnTheWay, NextStep.HandOver)]
    [InlineData(0, 5, 0, 0, StepState.NotBegun, NextStep.LetTheBusinessRelease)]
    [InlineData(1, 5, 0, 0, StepState.OnTheWay, NextStep.LetTheBusinessRelease)]
    [InlineData(3, 6, 0, 1, StepState.WellUnderWay, NextStep.LetTheBusinessRelease)]
    [InlineData(5, 5, 1, 1, StepState.WellUnderWay, NextStep.TakeBack)]
    [InlineData(4, 5, 0, 0, StepState.Reached, NextStep.KeepHandingOver)]
    public void Transfer(int byBusiness, int releases, int operational, int handedOver, StepState state, NextStep next)
    {
        var step = new TransferStep(new Part(byBusiness, releases), operational, handedOver);

        Assert.Equal((state, next), (step.State, step.Next));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 9, 0)]
    [InlineData(1, 1_000, 1)]
    [InlineData(999, 1_000, 99)]
    [InlineData(5, 8, 63)]
    [InlineData(7, 7, 100)]
    public void Part_Percent_IsNeverRoundedToAllOrNothing(int count, int all, int? percent)
    {
        var part = new Part(count, all);

        Assert.Equal(percent, part.Percent);
        Assert.False(new Part(0, 0).Reaches(0));
    }

    [Theory]
    [InlineData(true, Role.Marketing)]
    [InlineData(true, Role.Marketing, Role.Auditor)]
    [InlineData(false, Role.Marketing, Role.Engineer)]
    [InlineData(false, Role.Engineer)]
    [InlineData(false)]
    public void BusinessUser_IsMarketingAndNoEngineer(bool isOne, params Role[] roles) => Assert.Equal(isOne, BusinessUsers.IsOne(roles));

    [Fact]
    public void HeldRoles_AreThoseOfThen_AndOfToday_WhereNothingIsKnown()
    {
        var (person, other, day) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero));
        var held = new HeldRoles(
            [(person, day, [Role.Engineer]), (person, day.AddDays(2), [Role.Marketing])],
            new Dictionary<Guid, IReadOnlyList<Role>> { [person] = [Role.Auditor], [other] = [Role.Administrator] });

        Assert.Equal([Role.Auditor], held.At(person, day.AddTicks(-1)));
        Assert.Equal([Role.Engineer], held.At(person, day));
        Assert.Equal([Role.Engineer], held.At(person, day.AddDays(1)));
        Assert.Equal([Role.Marketing], held.At(person, day.AddDays(9)));
        Assert.Equal([Role.Administrator], held.At(other, day));
        Assert.Empty(held.At(Guid.CreateVersion7(), day));
    }

    [Theory]
    [InlineData("Search suggestions", "A kill switch for the search box.", 0, 0, OperationalSign.Words)]
    [InlineData("Rate limits", "", 9, 9, OperationalSign.Words)]
    [InlineData("Maintenance mode", "", 0, 0, OperationalSign.Words)]
    [InlineData("Spring storefront", "Shoppers see the spring collection.", 3, 0, OperationalSign.OnlyEngineers)]
    [InlineData("Spring storefront", "Shoppers see the spring collection.", 2, 0, null)]
    [InlineData("Spring storefront", "Shoppers see the spring collection.", 9, 1, null)]
    [InlineData("Switch to summer", "No limit on gift cards; cash back.", 0, 0, null)]
    [InlineData("Cached offers", "Back up your wish list.", 0, 0, null)]
    public void OperationalLook_ByWordsOrByHabit(string name, string description, int acts, int byBusiness, OperationalSign? sign) =>
        Assert.Equal(sign, OperationalLook.Of(name, description, acts, byBusiness));
}
