using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Components.Entries;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Domain;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

/// <summary>One change of every type through the desk, and what the opened entry then says.</summary>
public sealed partial class EveryDifferenceTests() : LaunchDeskTests(postgres: null)
{
    /// <summary>Need a zone whose rules changed since the launch was planned, and a file: <c>DifferencesTests</c> has them.</summary>
    private static readonly string[] NotMadeHere = [nameof(ArchiveHistory), nameof(RetimeLaunch)];

    /// <summary>They alter nothing that is written down, and say so.</summary>
    private static readonly string[] FactsOnly =
    [
        nameof(ChangeOwnPassword), nameof(ConfirmAccessReview), nameof(ForgetPerson), nameof(MakeCalendarAddress), nameof(RecordDoorEvent),
        nameof(RecordExport), nameof(RecordKeyUse), nameof(RemoveCalendarAddress), nameof(ResetPassword),
    ];

    /// <summary>Names of the code that are no words of English: "LongLived", "AwaitingApproval".</summary>
    private static readonly IReadOnlyList<string> CodeNames =
    [
        .. typeof(Change).Assembly.GetTypes()
            .Where(type => type is { IsEnum: true } && type.Namespace!.StartsWith("ReleasePortal.Domain", StringComparison.Ordinal))
            .SelectMany(Enum.GetNames)
            .Where(name => Humps().Count(name) > 1)
            .Distinct(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task EveryChange_Opened_SaysWhatItAlteredInWords_OrWhyNothing()
    {
        await MakeEveryChangeAsync();
        var entries = await Portal.EntriesAsync();
        Assert.Equal(
            ChangeTypes.Changes.Select(type => type.Name).Except(NotMadeHere, StringComparer.Ordinal),
            entries.Select(entry => entry.Action).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

        var differences = new ServiceCollection().AddLogging().AddComponents().BuildServiceProvider().GetRequiredService<Differences>();
        var query = new HistoryQuery(Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), Portal.Clock);
        var everything = Given.AnAuditor with { Roles = [Role.Auditor, Role.Engineer] };
        foreach (var entry in entries)
        {
            var details = (await query.DetailsAsync(entry.Id, everything))!;
            var fields = differences.Of(details.Line, details.Names);
            var isFact = FactsOnly.Contains(entry.Action, StringComparer.Ordinal);

            Assert.True(fields.Count is 0 == isFact, $"{entry.Action}: {string.Join("; ", fields)}");
            Assert.Equal(isFact, differences.WhyNone(details.Line) != "Only the fact was recorded, no state.");
            foreach (var text in fields.SelectMany(field => new[] { field.Label, field.Before, field.After }).OfType<string>())
            {
                Assert.DoesNotMatch("""[{}\[\]]|^(True|False)$|[0-9a-f]{8}-[0-9a-f]{4}""", text);
                Assert.DoesNotContain(CodeNames, name => text.Contains(name, StringComparison.Ordinal));
            }
        }
    }

    private async Task MakeEveryChangeAsync()
    {
        await MakeGroupsAndControlsAsync();
        await MakeEnvironmentsAsync();
        await MakeKeysAsync();
        await MakePeopleAsync();
        await MakeLaunchesAsync();
    }

    private async Task MakeGroupsAndControlsAsync()
    {
        var (toggle, flag) = (await Portal.AToggleAsync(key: "a"), await Portal.AFlagAsync());
        await DoAsync(
            Engineer,
            new DefineGroup(Given.Staff, Given.GroupDetails("Our staff")),
            new EditGroup(Given.Staff, Given.GroupDetails("Our staff") with
            {
                Members = ["bob", "cleo"],
                Conditions = [new Condition("age", ConditionOperator.GreaterOrEqual, [18]), new Condition("country", ConditionOperator.NotIn, ["de", "fr"])],
                Sample = 250,
            }),
            new ReleaseToGroups(toggle, Given.Production, [new GroupRule(Given.Staff, Serving.Of(Variant.On))]),
            new Withdraw(toggle, Given.Production),
            new DefineConfiguration("show", Given.AConfiguration((toggle, ReleaseState.ToGroups([new GroupRule(Given.Staff, Serving.Of(Variant.On))])))),
            new EditConfiguration("show", Given.AConfiguration((flag, ReleaseState.ToEveryone(Serving.Of(Given.Express), share: 500)))),
            new RemoveConfiguration("show"),
            new RemoveGroup(Given.Staff),
            new DefineArea("checkout", "Checkout"),
            new ServeSplit(flag, Given.Production, [new WeightedVariant(Given.Classic, 1), new WeightedVariant(Given.Express, 1)], Share: 500),
            new EditControl(toggle, Given.Details("A") with { Area = "checkout", Tags = ["spring"], SeenByBrowsers = true, RemoveBy = Given.InSummer.AddDays(7) }),
            new TakeBack(flag),
            new EditControl(flag, Given.FlagDetails() with
            {
                Lifetime = Lifetime.LongLived,
                RemoveBy = null,
                Justification = "It stays.",
                EffectWhenOff = "Nothing happens.",
                Variants = [.. Given.FlagDetails().Variants, new Variant("quick", "Quick checkout", "\"quick\"")],
            }));
        var released = await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(toggle, Given.Production, Share: 1_000));
        await DoAsync(Engineer, new Undo(toggle, Given.Production, released.Entries[0].Id));
        await DoAsync(Engineer, new HandOver(flag));
        await DoAsync(Given.AnotherEngineer, new HandOver(flag), new TakeBack(toggle), new Retire(toggle, NoCodeAsks: true), new RestoreControl(toggle));
    }

    private async Task MakeEnvironmentsAsync()
    {
        await DoAsync(
            Administrator,
            new SetBudgets(new BudgetLimits(ActiveControls: 40)),
            new SetBudgets(new BudgetLimits(VariantsPerFlag: 5)),
            new DefineEnvironment("preview", Given.EnvironmentDetails("Preview")),
            new EditEnvironment("preview", Given.EnvironmentDetails("Preview") with { ReasonRequired = true, Approval = ApprovalPolicy.Operational }));
        var freeze = (await Portal.ApplyAsync(Administrator, new DefineFreeze(Given.Development, Given.FreezeDetails()))).Entries[0].SubjectId;
        await DoAsync(
            Administrator, new EditFreeze(freeze, Given.Development, Given.FreezeDetails("Stocktaking")), new LiftFreeze(freeze, Given.Development));
    }

    private async Task MakeKeysAsync()
    {
        var key = Given.AKeyToCreate("Pipeline") with
        {
            Kind = KeyKind.Automation,
            ActsFor = Marketing.Id,
            Permissions = [KeyPermission.ReadLaunches, KeyPermission.ManageLaunches, KeyPermission.TryControls, KeyPermission.ReadConfigurations, KeyPermission.ReportDeployments, KeyPermission.ReportCode],
        };
        await DoAsync(Administrator, key, new RotateKey(key.KeyId, Given.AKeyToCreate().SecretHash, "rp_automation_b1", TimeSpan.FromDays(1)));
        await DoAsync(Actor.Portal, new RecordKeyUse(key.KeyId, new RequestOrigin(new PersonalText("203.0.113.7"))));
        await DoAsync(Administrator, new RevokeKey(key.KeyId));
    }

    private async Task MakePeopleAsync()
    {
        var nina = Actor.Person(Guid.CreateVersion7(), "Nina New");
        await DoAsync(
            Administrator,
            new AddPerson(nina.Id, "nina@example.com", nina.Name, [Role.Auditor], "a few unlikely words"),
            new SetRoles(nina.Id, [Role.Auditor, Role.Administrator]),
            new RenamePerson(nina.Id, "Nina Newer"),
            new ResetPassword(nina.Id, "a few more unlikely words"),
            new DisablePerson(nina.Id),
            new EnablePerson(nina.Id),
            new ConfirmAccessReview(Administrator.Id, Given.Now.AddMonths(-3), Given.Now));
        await DoAsync(
            nina,
            new ChangeOwnPassword(nina.Id, "a few more unlikely words", "other unlikely words here"),
            new MakeCalendarAddress(nina.Id, new string('a', 64)),
            new RemoveCalendarAddress(nina.Id));
        await DoAsync(Actor.Portal, [.. Enum.GetValues<DoorEvent>().Select(what => new RecordDoorEvent(what is DoorEvent.Stranger ? Guid.Empty : nina.Id, what))]);
        await DoAsync(Actor.Portal, new RecordExport(Administrator.Id, ExportForm.Csv, "everything", Entries: 3, IsBrokenOff: false));
        var olga = Guid.CreateVersion7();
        await DoAsync(
            Administrator,
            new AddPerson(olga, "olga@example.com", "Olga Former", [], "a few unlikely words"),
            new DisablePerson(olga),
            new ForgetPerson(olga, "olga@example.com"),
            new SetRetention(24));
    }

    private async Task MakeLaunchesAsync()
    {
        var step = new PlannedStep(new ReleaseControlToEveryone(await Portal.AToggleAsync(key: "b"), Given.Production), [new Stage(500, TimeSpan.FromHours(1))]);
        var (first, second, third) = (await ALaunchAsync(step), await ALaunchAsync(step), await ALaunchAsync(step));
        await DoAsync(Marketing, new EditLaunch(first, Details() with { Name = "Fair", Steps = [step], Start = In(TimeSpan.FromDays(1)) }));
        await AskForApprovalAsync(ApprovalPolicy.Launches);
        await DoAsync(Marketing, new SubmitLaunch(first));
        await DoAsync(Engineer, new RejectLaunch(first, "Not this week"));
        await DoAsync(Marketing, new SubmitLaunch(first));
        await DoAsync(Engineer, new ApproveLaunch(first, "Go ahead"));
        await DoAsync(Marketing, new HoldLaunch(first));
        await DoAsync(Marketing, new ResumeLaunch(first));
        await DoAsync(Marketing, new StartLaunch(first));
        await DoAsync(Marketing, new AdvanceLaunch(first, IsSkip: true));
        await DoAsync(Marketing, new UndoLaunch(first, []));
        await AskForApprovalAsync(ApprovalPolicy.Off);
        await DoAsync(Marketing, new StartLaunch(second));
        await DoAsync(Marketing, new EndLaunch(second));
        await DoAsync(Marketing, new CancelLaunch(third));
        var fourth = await AScheduledLaunchAsync(Details() with { Steps = [step], Start = In(TimeSpan.FromDays(1)) });
        await DoAsync(Actor.Portal, new MissLaunch(fourth));
        var fifth = await AScheduledLaunchAsync(Details() with { Steps = [step], Start = In(TimeSpan.FromDays(1)) });
        await DoAsync(Actor.Portal, new FailLaunch(fifth, [new StepFailure("b", new AlreadySo("B").Message)]));
    }

    private async Task DoAsync(Actor by, params Change[] changes)
    {
        foreach (var change in changes)
            await Portal.ApplyAsync(by, change, "because the test says so");
    }

    [GeneratedRegex("[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Humps();
}
