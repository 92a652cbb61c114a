using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Components.Entries;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Features.Components;

/// <summary>Before and after, as the history and the dialogs say them.</summary>
public class DifferencesTests
{
    private static readonly EntryNames Names = new()
    {
        Groups = new Dictionary<string, string> { ["staff"] = "Staff", ["early-access"] = "Early access" },
        Variants = new Dictionary<string, string> { ["classic"] = "Classic", ["express"] = "Express" },
        Environments = new Dictionary<string, string> { ["production"] = "Production" },
    };

    private readonly Differences _differences =
        new ServiceCollection().AddLogging().AddComponents().BuildServiceProvider().GetRequiredService<Differences>();

    [Fact]
    public void Of_Withdrawal_IsOneFieldInWords() =>
        Assert.Equal(
            [new FieldDifference("Availability", "Everyone", "Closed")],
            OfState(ReleaseState.ToEveryone(Serving.Of(Variant.On)), ReleaseState.Closed));

    [Fact]
    public void Of_Groups_AreNamedInTheirOrder() =>
        Assert.Equal(
            [
                new FieldDifference("Availability", "Closed", "Some groups"),
                new FieldDifference("Groups", null, "Staff, Early access: Express"),
            ],
            OfState(ReleaseState.Closed, ReleaseState.ToGroups([new("staff", Serving.Of(Variant.On)), new("early-access", Serving.Of("express"))])));

    [Fact]
    public void Of_Share_IsSaidAgainstAll() =>
        Assert.Equal(
            [new FieldDifference("Share", "10 % of everyone", "all of them")],
            OfState(ReleaseState.ToEveryone(Serving.Of(Variant.On), 1_000), ReleaseState.ToEveryone(Serving.Of(Variant.On))));

    [Fact]
    public void Of_Split_SaysPercentsOfNames() =>
        Assert.Equal(
            [new FieldDifference("Version", "50 % Classic and 50 % Express", "Classic")],
            OfState(
                ReleaseState.ToEveryone(Serving.Between([new("classic", 1), new("express", 1)])),
                ReleaseState.ToEveryone(Serving.Of("classic"))));

    [Fact]
    public void Of_GroupThatIsGone_IsCalledByItsKey() =>
        Assert.Contains(new FieldDifference("Groups", null, "gone"), OfState(ReleaseState.Closed, ReleaseState.ToGroups([new("gone", Serving.Of(Variant.On))])));

    [Fact]
    public void Of_HandOver_SaysThePurpose() =>
        Assert.Equal(
            [new FieldDifference("Purpose", "Operational", "Business")],
            Of(SubjectKind.Control, new ControlSnapshot { Name = "Spring", Purpose = Purpose.Operational }, new ControlSnapshot { Name = "Spring", Purpose = Purpose.Business }));

    [Fact]
    public void Of_YesAndNo_AreSaidOnBothSides() =>
        Assert.Equal(
            [new FieldDifference("Retired", "no", "yes")],
            Of(SubjectKind.Control, new ControlSnapshot { Name = "Spring" }, new ControlSnapshot { Name = "Spring", Retired = true }));

    [Fact]
    public void Of_NewControl_ListsWhatIsWrittenAboutItAndNothingElse()
    {
        var fields = Of(SubjectKind.Control, null, new ControlSnapshot { Name = "Spring", Owner = new PersonalText("Ann"), Tags = ["a", "b"] });

        Assert.All(fields, field => Assert.Null(field.Before));
        Assert.Contains(new FieldDifference("Owner", null, "Ann"), fields);
        Assert.Contains(new FieldDifference("Tags", null, "a, b"), fields);
        Assert.DoesNotContain(fields, field => field.Label is "Retired" or "Seen by browsers" or "Variants");
    }

    [Fact]
    public void Of_Variants_ShowsOnlyThoseThatDiffer()
    {
        var before = new ControlSnapshot { Kind = ControlKind.Flag, ValueType = ValueType.String, Variants = [new("a", "A", "\"1\""), new("b", "B", "\"2\"")] };
        var after = before with { Variants = [before.Variants[0], new("b", "B", "\"3\"")] };

        Assert.Equal([new FieldDifference("Variants", "B (b): 2", "B (b): 3")], Of(SubjectKind.Control, before, after));
    }

    [Fact]
    public void Of_AListThatGrewOrShrank_SaysOnlyWhatCameOrWent()
    {
        var before = AGroup("ann") with { Conditions = [new Condition("country", ConditionOperator.Equals, ["DE"])] };
        var after = before with { Conditions = [.. before.Conditions, new Condition("plan", ConditionOperator.Equals, ["gold"])] };

        Assert.Equal([new FieldDifference("Conditions", null, "plan is gold") { OthersStay = true }], Of(SubjectKind.Group, before, after));
        Assert.Equal([new FieldDifference("Conditions", "plan is gold", null) { OthersStay = true }], Of(SubjectKind.Group, after, before));
    }

    [Fact]
    public void Of_AListInAnotherOrder_IsSaidAsAWhole()
    {
        var before = AGroup("ann") with
        {
            Conditions = [new Condition("country", ConditionOperator.Equals, ["DE"]), new Condition("plan", ConditionOperator.Equals, ["gold"])],
        };
        var after = before with { Conditions = [.. before.Conditions.Reverse()] };

        Assert.Equal(
            [new FieldDifference("Conditions", "country is DE\nplan is gold", "plan is gold\ncountry is DE")], Of(SubjectKind.Group, before, after));
    }

    [Fact]
    public void Of_NextStageOfALaunch_SaysWhichOne()
    {
        var step = new StepSnapshot("spring-storefront", "Everyone will see Spring storefront.", "5 % for 01:00:00, 25 % for 1.00:00:00", StepOutcome.Opening, Made: 1);
        var launch = new LaunchSnapshot { Name = "Trade show", Environment = "production", Status = LaunchStatus.Running, Steps = [step] };
        const string Said = "Everyone will see Spring storefront. In stages: 5 % for 1 hour, 25 % for 1 day.";

        Assert.Equal(
            [new FieldDifference("Steps", Said + " (stage 1 of 3)", Said + " (stage 2 of 3)")],
            Of(SubjectKind.Launch, launch, launch with { Steps = [step with { Made = 2 }] }));
    }

    [Fact]
    public void Of_LaunchWhoseZoneHasNewRules_SaysTheNewOffset() =>
        Assert.Equal(
            [new FieldDifference("Begins", "1 March 2027, 09:00 America/Chicago (UTC-06:00)", "1 March 2027, 09:00 America/Chicago (UTC-05:00)")],
            Of(
                SubjectKind.Launch,
                new LaunchSnapshot { Start = "2027-03-01 09:00 America/Chicago (UTC-06:00)" },
                new LaunchSnapshot { Start = "2027-03-01 09:00 America/Chicago (UTC-05:00)" }));

    [Fact]
    public void Of_AutomationKey_SaysForWhomItActsAndWhatItMay()
    {
        var person = Guid.CreateVersion7();
        var key = new KeySnapshot("Pipeline", KeyKind.Automation, "production", "rp_automation_abc", Revoked: false)
        {
            ActsFor = person,
            Permissions = [KeyPermission.ReadLaunches, KeyPermission.ManageLaunches],
        };

        var known = Of(SubjectKind.Key, null, key, names: Names with { People = new Dictionary<Guid, string> { [person] = "Ann" } });
        Assert.Contains(new FieldDifference("Acts for", null, "Ann"), known);
        Assert.Contains(new FieldDifference("May", null, "read launches, plan and run launches"), known);
        Assert.Contains(new FieldDifference("Acts for", null, "somebody who is no longer here"), Of(SubjectKind.Key, null, key));
    }

    [Fact]
    public void Of_Members_SaysHowManyAndWhoCameAndWent() =>
        Assert.Equal(
            [new FieldDifference("Members", "2 people, with bob", "3 people, with cleo and dan")],
            Of(SubjectKind.Group, AGroup("ann", "bob"), AGroup("ann", "cleo", "dan")));

    [Fact]
    public void Of_ManyMembers_AreCounted()
    {
        var many = Enumerable.Range(0, 1_000).Select(index => $"m{index}").ToArray();

        var field = Assert.Single(Of(SubjectKind.Group, AGroup("m0"), AGroup(many)));

        Assert.StartsWith("1,000 people, with m1, m2", field.After, StringComparison.Ordinal);
        Assert.EndsWith("and 987 more", field.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Conditions_AreSentences() =>
        Assert.Equal(
            [new FieldDifference("Conditions", null, "country is DE")],
            Of(
                SubjectKind.Group,
                AGroup("ann"),
                AGroup("ann") with { Conditions = [new Condition("country", ConditionOperator.Equals, ["DE"])] }));

    [Fact]
    public void Of_Freeze_SaysItsTimesWithTheZone()
    {
        var freeze = new FreezeSnapshot(Given.Now, Given.Now.AddDays(1), new PersonalText("Stocktaking"), Lifted: false);

        Assert.Equal(
            [new FieldDifference("Until", "5 May 2026, 09:30 (UTC)", "6 May 2026, 09:30 (UTC)"), new FieldDifference("Lifted", "no", "yes")],
            Of(SubjectKind.Freeze, freeze, freeze with { Until = Given.Now.AddDays(2), Lifted = true }));
    }

    [Fact]
    public void Of_Environment_Person_Key_AreSaidToo()
    {
        Assert.Equal(
            [new FieldDifference("Reason required", "no", "yes")],
            Of(SubjectKind.Environment, new EnvironmentDetails("Production", 30, true, false), new EnvironmentDetails("Production", 30, true, true)));
        Assert.Equal(
            [new FieldDifference("Roles", "Marketing", "Marketing, Engineer")],
            Of(SubjectKind.Person, APerson(Role.Marketing), APerson(Role.Marketing, Role.Engineer)));
        Assert.Contains(
            new FieldDifference("Environment", null, "Production"),
            Of(SubjectKind.Key, null, new KeySnapshot("Web shop", KeyKind.Server, "production", "rp_server_abc", Revoked: false)));
    }

    [Fact]
    public void Of_OnlyTheFact_IsEmpty() => Assert.Empty(Of(SubjectKind.Person, null, null));

    private IReadOnlyList<FieldDifference> OfState(ReleaseState before, ReleaseState after) => Of(SubjectKind.Control, before, after, "production");

    // Through an entry and back, as it is stored.
    private IReadOnlyList<FieldDifference> Of(SubjectKind kind, object? before, object? after, string? environment = null, EntryNames? names = null)
    {
        var (entry, texts) = EntryWriter.Append(
            new HistoryHead(),
            Guid.CreateVersion7(),
            new Changed(new Sentence("EditControl", Words.None), before, after),
            new Subject(kind, Guid.CreateVersion7(), "key", "general", kind is SubjectKind.Control ? Purpose.Business : null),
            environment,
            Given.AnEngineer,
            new ChangeSet([]),
            Guid.CreateVersion7(),
            Given.Now);
        return _differences.Of(EntryLine.Read(entry, texts), names ?? Names);
    }

    private static GroupSnapshot AGroup(params string[] members) =>
        new() { Name = "Group", Members = [.. members.Select(member => new PersonalText(member))] };

    private static PersonSnapshot APerson(params Role[] roles) => new(new PersonalText("Ann"), new PersonalText("ann@example.com"), roles, Disabled: false);
}
