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
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Support;

/// <summary>One change of every type, with every parameter filled, for tests that go through all of them.</summary>
internal static class Samples
{
    /// <summary>The changes; a test holds that no type is missing here.</summary>
    /// <param name="control">The key of the control, group or environment concerned.</param>
    /// <param name="on">The environment's key.</param>
    /// <param name="id">Of the person, API key or entry concerned.</param>
    public static IReadOnlyList<Change> Changes(string control = "spring-storefront", string on = Given.Production, Guid id = default) =>
    [
        new ReleaseControlToEveryone(control, on, Variant.On, Share: 1_000, SeenVersion: 3),
        new ReleaseToGroups(
            control,
            on,
            [new GroupRule(Given.Staff, Serving.Of(Variant.On)), new GroupRule(Given.EarlyAccess, Serving.Between(new("a", 1), new("b", 2)))],
            SeenVersion: 3),
        new ServeSplit(control, on, [new WeightedVariant(Given.Classic, 1), new WeightedVariant(Given.Express, 1)], Share: 500, SeenVersion: 3),
        new Withdraw(control, on, SeenVersion: 3),
        new Undo(control, on, id),
        new CreateControl(control, ControlKind.Flag, Given.FlagDetails() with { Tags = ["spring"] }, ValueType.String, Given.Classic),
        new EditControl(control, Given.LongLivedDetails(), SeenVersion: 3),
        new HandOver(control, SeenVersion: 3),
        new TakeBack(control, SeenVersion: 3),
        new Retire(control, NoCodeAsks: true, SeenVersion: 3),
        new RestoreControl(control, SeenVersion: 3),
        new DefineGroup(
            control,
            Given.GroupDetails() with
            {
                Conditions =
                [
                    new Condition("country", ConditionOperator.In, ["de", "fr"]),
                    new Condition("age", ConditionOperator.GreaterOrEqual, [18]),
                    new Condition("staff", ConditionOperator.Equals, [true]),
                ],
                Sample = 250,
            }),
        new EditGroup(control, Given.GroupDetails("Other"), SeenVersion: 3),
        new RemoveGroup(control, SeenVersion: 3),
        new DefineArea(control, "Checkout"),
        new DefineEnvironment(control, Given.EnvironmentDetails("Preview")),
        new EditEnvironment(control, Given.EnvironmentDetails("Live"), SeenVersion: 3),
        new SetRetention(24, SeenVersion: 3),
        new ArchiveHistory(new ArchiveSnapshot(1, 2, new string('a', 64), Given.Now, Given.Now, HistoryArchive.FileOf(1, 2), Size: 500, Sha256: new string('b', 64)), Draft: "history.draft"),
        new DefineConfiguration(control, Given.AConfiguration((control, ReleaseState.ToEveryone(Serving.Of(Variant.On), share: 500)))),
        new EditConfiguration(control, Given.AConfiguration(), SeenVersion: 3),
        new RemoveConfiguration(control, SeenVersion: 3),
        new DefineFreeze(on, Given.FreezeDetails()),
        new EditFreeze(id, on, Given.FreezeDetails("Stocktaking"), SeenVersion: 3),
        new LiftFreeze(id, on, SeenVersion: 3),
        new SetBudgets(new BudgetLimits(40, 8, 5, 6, 30, 10), SeenVersion: 3),
        new CreateKey(id, "Web shop", KeyKind.Server, on, SecretHash: new string('a', 64), Prefix: "rp_server_a1b2") { Origins = ["https://shop.example"], MayUseConfigurations = true },
        new RotateKey(id, SecretHash: new string('b', 64), Prefix: "rp_server_b1c2", TimeSpan.FromDays(7)),
        new RevokeKey(id),
        new RecordKeyUse(id, new RequestOrigin(new PersonalText("203.0.113.7"))),
        new AddPerson(id, "new@example.com", "Nina New", [Role.Auditor], "a few unlikely words"),
        new SetRoles(id, [Role.Auditor, Role.Engineer]),
        new RenamePerson(id, "Nina Newer"),
        new DisablePerson(id),
        new EnablePerson(id),
        new ForgetPerson(id, "new@example.com", "user-7", WithReasons: true),
        new ResetPassword(id, "a few more unlikely words"),
        new ChangeOwnPassword(id, "a few unlikely words", "a few more unlikely words"),
        new MakeCalendarAddress(id, new string('a', 64)),
        new RemoveCalendarAddress(id),
        new ConfirmAccessReview(id, Given.Now.AddMonths(-3), Given.Now),
        new RecordDoorEvent(id, DoorEvent.SignedIn) { From = new RequestOrigin(new PersonalText("203.0.113.7"), "Firefox", "Linux") },
        new RecordExport(id, ExportForm.Csv, "everything", Entries: 3, IsBrokenOff: false),
        new CreateLaunch(id, ALaunch(control, on)),
        new EditLaunch(id, ALaunch(control, on), SeenVersion: 3),
        new SubmitLaunch(id, SeenVersion: 3),
        new ApproveLaunch(id, "Go ahead", SeenVersion: 3),
        new RejectLaunch(id, "Not this week", SeenVersion: 3),
        new HoldLaunch(id),
        new ResumeLaunch(id, SeenVersion: 3),
        new CancelLaunch(id, SeenVersion: 3),
        new StartLaunch(id, SeenVersion: 3),
        new AdvanceLaunch(id, IsSkip: true, SeenVersion: 3),
        new EndLaunch(id, SeenVersion: 3),
        new UndoLaunch(id, [control], SeenVersion: 3),
        new MissLaunch(id),
        new FailLaunch(id, [new StepFailure(control, new AlreadySo("Spring storefront").Message)]),
        new RetimeLaunch(id),
    ];

    /// <summary>A launch of one control, at nine in Chicago, for ten days.</summary>
    public static LaunchDetails ALaunch(string control = "spring-storefront", string on = Given.Production) => new()
    {
        Name = "Trade show",
        Notes = "The show opens at nine.",
        Environment = on,
        Steps = [new PlannedStep(new ReleaseControlToEveryone(control, on), [new Stage(500, TimeSpan.FromHours(1))])],
        Start = new WantedTime(new DateTime(2027, 3, 1, 9, 0, 0), "America/Chicago"),
        End = new WantedTime(new DateTime(2027, 3, 11, 18, 0, 0), "America/Chicago"),
    };
}
