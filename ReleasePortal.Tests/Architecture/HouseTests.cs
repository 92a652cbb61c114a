using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ReleasePortal.Tests.Architecture;

/// <summary>
/// Holds the arrows of the house: <c>Program → Shell → Features → Components, Changes, Identity → Data → Domain</c>.
/// Moving a wall is one deliberate step that changes this test too.
/// </summary>
public class HouseTests
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    /// <summary>
    /// The rooms from the ground up: a room may use those before it. On the middle floor, a shared piece of UI may ask who is
    /// signed in and hand over a change, and signing in may write to the history; never the other way round.
    /// </summary>
    private static readonly string[] Rooms = ["Domain", "Data", "Changes", "Identity", "Components", "Features", "Shell"];

    /// <summary>The rooms that have types already, in the same order.</summary>
    private static readonly string[] Furnished = [.. Rooms.Where(room => Portal.Has($"ReleasePortal.{room}"))];

    private static IEnumerable<string> Features => Portal.Types
        .Select(type => type.Namespace?.Split('.') ?? [])
        .Where(parts => parts is [_, "Features", _, ..])
        .Select(parts => parts[2])
        .Distinct(StringComparer.Ordinal);

    [Fact]
    public void EveryType_LivesInARoomThatThisTestKnows()
    {
        var homeless = Portal.Types
            .Where(type => type != typeof(Program))
            .Where(type => !Rooms.Any(room => Portal.IsIn(type.Namespace ?? "", $"ReleasePortal.{room}")))
            .Select(type => type.FullName);

        Assert.Empty(homeless);
    }

    [Fact]
    public void ARoom_NeverUsesARoomAboveIt() => AssertHold(
        from room in Furnished
        from above in Furnished.Skip(Array.IndexOf(Furnished, room) + 1)
        select TypesIn(room).Should().NotDependOnAny(TypesIn(above)));

    [Fact]
    public void ARoom_NeverUsesProgram() => AssertHold(
        from room in Furnished
        select TypesIn(room).Should().NotDependOnAny(typeof(Program)));

    [Fact]
    public void AFeature_NeverUsesAnotherFeature() => AssertHold(
        from feature in Features
        from another in Features
        where !string.Equals(feature, another, StringComparison.Ordinal)
        select TypesIn($"Features.{feature}").Should().NotDependOnAny(TypesIn($"Features.{another}")));

    [Fact]
    public void Domain_IsPlainAndHasNoClock() => AssertHold(
        from room in Furnished.Intersect(["Domain"])
        select TypesIn(room).Should()
            .NotDependOnAny(Outside(EntityFramework))
            .AndShould().NotDependOnAny(Outside("Microsoft.AspNetCore"))
            .AndShould().NotDependOnAny(Named("System.TimeProvider")));

    [Fact]
    public void InRoomsWithPages_OnlyQueriesReadTheDatabase() => AssertHold(
        from room in Furnished.Intersect(["Components", "Features", "Shell"])
        select TypesIn(room).And().DoNotHaveFullNameMatching(@"^ReleasePortal\.(Features|Components)\..*(Query|Queries)(`\d+)?(\+.*)?$")
            .Should().NotDependOnAny(Named("ReleasePortal.Data.PortalDbContext"))
            .WithoutRequiringPositiveResults()); // a room may consist of queries alone

    [Fact]
    public void APageOrComponent_NeverSeesADbContext() => AssertHold(
        [
            Types().That().AreAssignableTo(Named("Microsoft.AspNetCore.Components.ComponentBase"))
                .Should().NotDependOnAny(Outside(EntityFramework))
                .AndShould().NotDependOnAny(Types().That().HaveFullNameMatching(@"^ReleasePortal\.Data\..*DbContext$"))
                .WithoutRequiringPositiveResults(), // until there is a page
        ]);

    private static GivenTypesConjunction TypesIn(string room) =>
        Types().That().ResideInNamespaceOrBelow($"ReleasePortal.{room}");

    private static GivenTypesConjunction Outside(string @namespace) =>
        Types(includeReferenced: true).That().ResideInNamespaceOrBelow(@namespace);

    private static GivenTypesConjunction Named(string fullName) =>
        Types(includeReferenced: true).That().HaveFullName(fullName);

    private static void AssertHold(IEnumerable<IArchRule> rules)
    {
        var broken = rules
            .SelectMany(rule => rule.Evaluate(Portal.Model))
            .Where(result => !result.Passed)
            .Select(result => result.Description)
            .ToList();

        Assert.True(broken.Count is 0, string.Join('\n', broken));
    }
}
