using ReleasePortal.Domain;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Environments;

/// <summary>Environments and areas.</summary>
public class EnvironmentTests
{
    [Fact]
    public void Define_Environment_KeepsWhatWasWritten()
    {
        var environment = Given.AnEnvironment(details: Given.EnvironmentDetails(" Production "));

        Assert.Equal(Given.EnvironmentDetails(), environment.Details());
        Assert.Equal("added the environment Production", environment.Defined().Sentence.Did().Plain());
    }

    [Theory]
    [InlineData("", "key: Required")]
    [InlineData("Production", "key: Key")]
    public void Define_KeyThatIsNone_IsRefused(string key, string error)
    {
        var result = DeploymentEnvironment.Define(Guid.CreateVersion7(), key, Given.EnvironmentDetails(), Given.Circumstances());

        Assert.Equal([error], result.Refusal.Errors());
    }

    [Theory]
    [InlineData("", 0, "name: Required")]
    [InlineData("this name of an environment is longer than sixty characters are", 0, "name: TooLong")]
    [InlineData("Production", -1, "rank: Rank")]
    [InlineData("Production", 1000, "rank: Rank")]
    public void Define_FieldThatDoesNotHold_IsRefused(string name, int rank, string error)
    {
        var details = new EnvironmentDetails(name, rank, IsProduction: false, ReasonRequired: false);

        var result = DeploymentEnvironment.Define(Guid.CreateVersion7(), "key", details, Given.Circumstances());

        Assert.Equal([error], result.Refusal.Errors());
    }

    [Fact]
    public void Edit_ReasonRequired_IsKeptWithBeforeAndAfter()
    {
        var environment = Given.AnEnvironment();
        var wanted = Given.EnvironmentDetails() with { ReasonRequired = true };

        var changed = environment.Edit(wanted, seenVersion: 1, Given.Circumstances()).OrThrow();

        Assert.Equal((Given.EnvironmentDetails(), wanted), ((EnvironmentDetails)changed.Before!, (EnvironmentDetails)changed.After!));
        Assert.Equal(wanted, environment.Details());
        Assert.Equal(2, environment.Version);
    }

    [Fact]
    public void Edit_NothingDifferent_IsRefusedAndChangesNothing()
    {
        var environment = Given.AnEnvironment();

        Assert.IsType<AlreadySo>(environment.Edit(Given.EnvironmentDetails("Production "), seenVersion: null, Given.Circumstances()).Refusal);
        Assert.Equal(1, environment.Version);
    }

    [Fact]
    public void Edit_OlderVersionSeen_IsStale() => Assert.IsType<Stale>(
        Given.AnEnvironment().Edit(Given.EnvironmentDetails("Live"), seenVersion: 0, Given.Circumstances()).Refusal);

    [Fact]
    public void Edit_Invalid_IsRefusedAndChangesNothing()
    {
        var environment = Given.AnEnvironment();

        Assert.Equal(["name: Required"], environment.Edit(Given.EnvironmentDetails(" "), seenVersion: null, Given.Circumstances()).Refusal.Errors());
        Assert.Equal("Production", environment.Name);
    }

    [Fact]
    public void DefineArea_KeepsWhatWasWritten()
    {
        var area = Area.Define(Guid.CreateVersion7(), "checkout", " Checkout ").OrThrow();

        Assert.Equal(("checkout", "Checkout"), (area.Key, area.Name));
        Assert.Equal("added the area Checkout", area.Defined().Sentence.Did().Plain());
    }

    [Theory]
    [InlineData("", "Checkout", "key: Required")]
    [InlineData("Check out", "Checkout", "key: Key")]
    [InlineData("checkout", "", "name: Required")]
    [InlineData("checkout", "this name of an area is longer than sixty characters can ever be", "name: TooLong")]
    public void DefineArea_FieldThatDoesNotHold_IsRefused(string key, string name, string error) =>
        Assert.Equal([error], Area.Define(Guid.CreateVersion7(), key, name).Refusal.Errors());
}
