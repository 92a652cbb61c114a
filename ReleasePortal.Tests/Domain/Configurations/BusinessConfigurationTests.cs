using ReleasePortal.Domain;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Configurations;

public class BusinessConfigurationTests
{
    private static readonly ReleaseState Open = ReleaseState.ToEveryone(Serving.Of(Variant.On));

    private readonly Dictionary<string, ReleaseControl> _controls = new ReleaseControl[] { Given.ABusinessToggle("a"), Given.ABusinessToggle("b"), Given.ABusinessFlag("flag") }
        .ToDictionary(control => control.Key);

    [Fact]
    public void Define_KeepsWhatIsOpen_InTheOrderOfKeys_AndForgetsWhatIsClosed()
    {
        var configuration = Define(Given.AConfiguration(("b", Open), ("a", Open), ("flag", ReleaseState.Closed))).OrThrow();

        Assert.Equal(["a", "b"], configuration.Find()!.States.Select(state => state.Control));
        Assert.Equal(1, configuration.Version);
    }

    [Theory]
    [InlineData("nobody-knows", "states", "UnknownControl")]
    [InlineData("flag", "states.flag", "UnknownVariant")]
    public void Define_StateThatNoControlCouldHave_IsRefusedAtItsPlace(string control, string field, string rule)
    {
        var invalid = Assert.IsType<Invalid>(Define(Given.AConfiguration((control, Open))).Refusal);

        Assert.Equal((field, rule), (invalid.Errors[0].Field, invalid.Errors[0].Rule));
    }

    [Fact]
    public void Define_GroupThatDoesNotExist_IsRefused() => Assert.Equal(
        "UnknownGroup",
        Assert.IsType<Invalid>(Define(Given.AConfiguration(("a", ReleaseState.ToGroups([new GroupRule("nobody", Serving.Of(Variant.On))])))).Refusal).Errors[0].Rule);

    [Fact]
    public void Define_ControlTwice_IsRefused() => Assert.Equal(
        "Duplicate", Assert.IsType<Invalid>(Define(Given.AConfiguration(("a", Open), ("a", Open))).Refusal).Errors[0].Rule);

    [Fact]
    public void Edit_MakesANewVersion_AndLeavesTheOneBefore()
    {
        var configuration = Define(Given.AConfiguration(("a", Open))).OrThrow();

        var changed = configuration.Edit(Given.AConfiguration(("b", Open)), seenVersion: 1, _controls, Given.Circumstances()).OrThrow();

        Assert.Equal("a", Assert.Single(configuration.Find(1)!.States).Control);
        Assert.Equal("b", Assert.Single(configuration.Find(2)!.States).Control);
        Assert.Equal(configuration.Find(2), configuration.Find());
        Assert.Equal("a", Assert.Single(((ConfigurationSnapshot)changed.Before!).States).Control);
    }

    [Fact]
    public void Edit_NothingIsDifferent_MakesNoVersion()
    {
        var configuration = Define(Given.AConfiguration(("a", Open))).OrThrow();

        Assert.IsType<AlreadySo>(configuration.Edit(Given.AConfiguration(("a", Open), ("b", ReleaseState.Closed)), 1, _controls, Given.Circumstances()).Refusal);
        Assert.Equal(1, configuration.Version);
    }

    [Fact]
    public void EditAndRemove_OfAnOlderVersion_AreStale()
    {
        var configuration = Define(Given.AConfiguration(("a", Open))).OrThrow();

        Assert.IsType<Stale>(configuration.Edit(Given.AConfiguration(), seenVersion: 7, _controls, Given.Circumstances()).Refusal);
        Assert.IsType<Stale>(configuration.Remove(seenVersion: 7).Refusal);
    }

    public static TheoryData<ReleaseState> States => new()
    {
        ReleaseState.Closed,
        ReleaseState.ToEveryone(Serving.Of(Given.Express)),
        ReleaseState.ToEveryone(Serving.Of(Given.Express), share: 500),
        ReleaseState.ToEveryone(Serving.Between(new WeightedVariant(Given.Classic, 1), new WeightedVariant(Given.Express, 3)), share: 500),
        ReleaseState.ToGroups([new GroupRule(Given.Staff, Serving.Of(Given.Express))]),
    };

    [Theory]
    [MemberData(nameof(States))]
    public void ToChange_BringsTheControlIntoThatState(ReleaseState state)
    {
        var change = new ConfiguredState("flag", state).ToChange(Given.Staging);

        Assert.Equal(state, _controls["flag"].StateAfter(change, Given.Circumstances()).OrThrow());
    }

    private Result<BusinessConfiguration> Define(ConfigurationDetails details) =>
        BusinessConfiguration.Define(Guid.CreateVersion7(), "show", details, _controls, Given.Circumstances());
}
