using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Data;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Decoupling;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Steps;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Features.Deployments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Steps;

/// <summary>
/// The numbers of the four steps, worked out a second time from whole tables and from lists that the test keeps of what it did, on
/// both databases.
/// </summary>
public abstract class StepsQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly Actor Both = Given.APerson("Bo Both", Role.Marketing, Role.Engineer), Turned = Given.APerson("Tara Turned", Role.Marketing);

    private readonly List<(Guid Person, DateTimeOffset At, Role[] Roles)> _roles =
    [
        (Given.Marketing.Id, DateTimeOffset.MinValue, [Role.Marketing]),
        (Both.Id, DateTimeOffset.MinValue, [Role.Marketing, Role.Engineer]),
        (Turned.Id, DateTimeOffset.MinValue, [Role.Marketing]),
        (Given.AnEngineer.Id, DateTimeOffset.MinValue, [Role.Engineer]),
    ];

    private readonly HashSet<string> _mixedUp = new(StringComparer.Ordinal);
    private readonly HashSet<string> _technical = new(StringComparer.Ordinal);

    private DeploymentStore Deployments => Portal.Services.GetRequiredService<DeploymentStore>();

    private DateTimeOffset Now => Portal.Clock.GetUtcNow();

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 90)]
    [InlineData(3, 365)]
    public async Task EveryNumber_IsThatOfAnIndependentCount(int seed, int days)
    {
        await LiveAsync(seed);

        foreach (var (actor, sight) in new[]
        {
            (Engineer, new Sight(Controls: true, History: true, Deployments: true)),
            (Auditor, new Sight(Controls: false, History: true, Deployments: true)),
            (Marketing, new Sight(Controls: false, History: false, Deployments: false)),
            (Administrator, new Sight(Controls: false, History: false, Deployments: null)),
        })
        {
            var expected = await CountAsync(sight, Now.AddDays(-days));
            Assert.Equal(expected, Numbers.Of((await QueryAsync(days, actor))!));
        }
    }

    [Fact]
    public async Task WhatIsOperational_ChangesNoNumberAndNoName_ForThoseWhoMayNotSeeIt()
    {
        await LiveAsync(seed: 4);
        var before = await Task.WhenAll(QueryAsync(90, Marketing), QueryAsync(90, Administrator));

        await Portal.ApplyAsync(Engineer, new CreateControl("hidden", ControlKind.Toggle, Given.LongLivedDetails("Hidden release 9.9")));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone("hidden", Given.Production), "load test");
        await Deployments.DeployAsync("secret", "9.9.0", Now, ["hidden"]);
        await AskAsync(await KeyAsync("Secret service"), "hidden");
        await Portal.ApplyAsync(Engineer, new CreateLaunch(Guid.CreateVersion7(), ALaunch("Hidden v9.9 rollout", "hidden")));

        var after = await Task.WhenAll(QueryAsync(90, Marketing), QueryAsync(90, Administrator));
        Assert.All(before.Zip(after), pair =>
        {
            // An application is made for everybody to see; that it asked for a hidden control is not.
            var (then, now) = (pair.First!, pair.Second!);
            Assert.Equal(then.Architecture.Step.Connected with { All = then.Architecture.Step.Connected.All + 1 }, now.Architecture.Step.Connected);
            var same = now with { Architecture = now.Architecture with { Step = now.Architecture.Step with { Connected = then.Architecture.Step.Connected } } };
            Assert.Equal(JsonSerializer.Serialize(then), JsonSerializer.Serialize(same));
            Assert.DoesNotContain("idden", JsonSerializer.Serialize(now), StringComparison.Ordinal);
        });
        Assert.Contains("Hidden release 9.9", (await QueryAsync(90, Engineer))!.Terms.MixedUp.Select(found => found.Name));
    }

    [Fact]
    public async Task NewPortal_SaysNothingOfNothing()
    {
        var view = (await QueryAsync(90, Engineer))!;

        Assert.Equal(
            (StepState.TooLittle, StepState.NotBegun, StepState.TooLittle, StepState.TooLittle),
            (view.Terms.Step.State, view.Architecture.Step.State, view.Independence!.Step.State, view.Transfer.Step.State));
        Assert.Null(view.Independence.LeadTime);
    }

    [Fact]
    public async Task Somebody_WithoutARole_GetsNothing() => Assert.Null(await QueryAsync(90, Given.SomebodyWithoutARole));

    [Fact]
    public async Task MixedUpNames_LeadToTheThing()
    {
        await Portal.AToggleAsync(key: "basket", name: "Basket of release 2.4");
        await Portal.AGroupAsync(name: "Testers of v2.4 rollout");
        var launch = Guid.CreateVersion7();
        await Portal.ApplyAsync(Marketing, new CreateLaunch(launch, ALaunch("Spring", "basket") with { Notes = "We deploy it to customers." }));

        Assert.Equal(
            [
                new MixedUpName(SubjectKind.Control, "/controls/basket", "Basket of release 2.4", MixUp.VersionIsARelease, "release 2.4"),
                new MixedUpName(SubjectKind.Group, "/audiences/early-access", "Testers of v2.4 rollout", MixUp.VersionIsLaunched, "v2.4 rollout"),
                new MixedUpName(SubjectKind.Launch, $"/launches/{launch}", "Spring", MixUp.DeployedToPeople, "deploy it to customers"),
            ],
            (await QueryAsync(90, Marketing))!.Terms.MixedUp);
    }

    private Task<StepsView?> QueryAsync(int days, Actor actor)
    {
        var contexts = Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        return new StepsQuery(contexts, new ReleaseTimingQuery(contexts), Portal.Clock).ReadAsync(days, actor, TestContext.Current.CancellationToken);
    }

    // Some months of a portal's life: the same for a seed, another for each.
    private async Task LiveAsync(int seed)
    {
        var random = new Random(seed);
        await Portal.AddPersonAsync(Both);
        await Portal.AddPersonAsync(Turned);
        await Portal.ApplyAsync(Administrator, new SetBudgets(new BudgetLimits(ActiveControls: 500, Groups: 50)));
        foreach (var name in new[] { "Early birds", "Partners of release 3.1", "Staff" })
        {
            var key = name.Split(' ')[0].ToLowerInvariant();
            await Portal.AGroupAsync(key, name);
            Note(key, name.Contains("release 3", StringComparison.Ordinal), _mixedUp);
        }

        var keys = new List<Guid>();
        foreach (var name in new[] { "Shop", "Till", "Old till", "App" })
            keys.Add(await KeyAsync(name, name is "App" ? KeyKind.Browser : KeyKind.Server));
        await Portal.ApplyAsync(Administrator, new RevokeKey(keys[2]));

        for (var number = 0; number < 14; number++)
            await ControlAsync(number);
        var names = Enumerable.Range(0, 14).Select(KeyOf).ToList();
        for (var step = 0; step < 140; step++)
        {
            Portal.Clock.Advance(TimeSpan.FromMinutes(random.Next(20, 2_400)));
            var key = names[random.Next(names.Count)];
            var who = key == KeyOf(1) ? Engineer : new[] { Marketing, Marketing, Both, Turned, Engineer }[random.Next(5)]; // the first is released by engineers only
            await (random.Next(10) switch
            {
                < 4 => Portal.TryAsync(who, new ReleaseControlToEveryone(key, random.Next(5) is 0 ? Given.Staging : Given.Production, Share: random.Next(1, 9_000)), "because"),
                < 6 => Portal.TryAsync(who, new Withdraw(key, Given.Production), "because"),
                6 => Portal.TryAsync(Engineer, random.Next(3) is 0 ? new TakeBack(key) : new HandOver(key)),
                7 => DeployAsync(random, names),
                8 => AskAsync(keys[random.Next(keys.Count)], random.Next(6) is 0 ? "" : key),
                _ => step is > 50 and < 60 ? TurnAsync() : Task.CompletedTask,
            });
        }

        await LaunchesAsync();
        Portal.Clock.Advance(TimeSpan.FromHours(1));
    }

    private static string KeyOf(int number) => $"control-{number}";

    private async Task ControlAsync(int number)
    {
        var name = number switch { 2 => "Basket, release 2.4", 5 => "Maintenance mode of the till", 8 => "v3.0 rollout", _ => $"Feature {number}" };
        var details = number % 4 is 3 ? Given.LongLivedDetails(name) : Given.Details(name);
        await Portal.ApplyAsync(Engineer, new CreateControl(KeyOf(number), ControlKind.Toggle, details));
        Note(KeyOf(number), number is 2 or 8, _mixedUp);
        Note(KeyOf(number), number is 5, _technical);
        if (number % 3 is 0)
            return; // stays operational

        await Portal.ApplyAsync(Engineer, new HandOver(KeyOf(number)));
        if (number % 4 is 3)
            await Portal.ApplyAsync(Given.AnotherEngineer, new HandOver(KeyOf(number)));
        if (number is 4 or 10)
            await Portal.ApplyAsync(Engineer, new EditControl(KeyOf(number), details with { SeenByBrowsers = true }));
        if (number is 13)
            await Portal.ApplyAsync(Engineer, new Retire(KeyOf(number), NoCodeAsks: true));
    }

    private static void Note(string key, bool isSo, HashSet<string> among)
    {
        if (isSo)
            among.Add(key);
    }

    private async Task DeployAsync(Random random, List<string> names)
    {
        // Odd ones are in the shop, even ones in the till; each version carries one more.
        var software = random.Next(2);
        var carried = names.Where((_, index) => index % 2 == software && index <= random.Next(6, names.Count)).ToArray();
        await Deployments.DeployAsync(software is 0 ? "till" : "shop", $"1.{Now.Ticks}.0", Now, carried, random.Next(4) is 0 ? Given.Staging : Given.Production);
        if (random.Next(2) is 0)
            return;

        // The old way: released as soon as it is there.
        Portal.Clock.Advance(TimeSpan.FromMinutes(random.Next(5, 90)));
        await Portal.TryAsync(Engineer, new ReleaseControlToEveryone(carried[random.Next(carried.Length)], Given.Production), "because");
    }

    private async Task TurnAsync()
    {
        if (_roles.Count(known => known.Person == Turned.Id) > 1)
            return;
        await Portal.ApplyAsync(Administrator, new SetRoles(Turned.Id, [Role.Engineer]));
        _roles.Add((Turned.Id, Now, [Role.Engineer]));
    }

    private async Task LaunchesAsync()
    {
        var bySchedule = Guid.CreateVersion7();
        await Portal.ApplyAsync(Marketing, new CreateLaunch(bySchedule, ALaunch("Trade show", KeyOf(10))));
        if ((await Portal.TryAsync(Marketing, new SubmitLaunch(bySchedule))).IsSuccess)
            await Portal.TryAsync(Actor.ScheduleFor(Marketing.Id), new StartLaunch(bySchedule));
        var mixed = Guid.CreateVersion7();
        await Portal.ApplyAsync(Engineer, new CreateLaunch(mixed, ALaunch("Release 7.1", KeyOf(0))));
        _mixedUp.Add(mixed.ToString());
    }

    private static LaunchDetails ALaunch(string name, string control) => new()
    {
        Name = name,
        Notes = "The show opens at nine.",
        Environment = Given.Production,
        Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone(control, Given.Production, Share: 9_999))],
    };

    private async Task<Guid> KeyAsync(string name, KeyKind kind = KeyKind.Server)
    {
        var id = Guid.CreateVersion7();
        await Portal.ApplyAsync(Administrator, new CreateKey(id, name, kind, Given.Production, Guid.NewGuid().ToString("n") + Guid.NewGuid().ToString("n"), "rp_a1b2")
        {
            Origins = kind is KeyKind.Browser ? ["https://shop.example"] : [],
        });
        return id;
    }

    private Task AskAsync(Guid key, string control) => Portal.Services.GetRequiredService<UsageStore>().WriteAsync(
        new UsageBatch(
            Now.AddSeconds(-20),
            Now,
            [new(control.Length is 0 ? UseKey.OfEverything(Given.Production, key, Asking.WithAll) : new UseKey(control, Given.Production, key, Asking.ByName, Variant.On), 1)]),
        TestContext.Current.CancellationToken);

    /// <summary>What of operational controls one sees: pages, rows of the history, deployments (null: none at all).</summary>
    private sealed record Sight(bool Controls, bool History, bool? Deployments);

    // Everything is read, and counted in the plainest way.
    private async Task<Numbers> CountAsync(Sight sight, DateTimeOffset from)
    {
        var controls = await Portal.ReadAsync(database => database.Controls.AsNoTracking().ToListAsync());
        var entries = (await Portal.ReadAsync(database => database.Entries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync()))
            .ConvertAll(entry => new Row(entry.SubjectId, entry.Action, entry.Environment, entry.At, entry.Purpose, entry.ActorKind is ActorKind.Schedule ? entry.OnBehalfOf!.Value : entry.ActorId, JsonDocument.Parse(entry.Canonical).RootElement));
        var seen = controls.FindAll(control => control.RetiredAt is null && (sight.Controls || control.Purpose is Purpose.Business));
        var business = controls.Where(control => control.Purpose is Purpose.Business).Select(control => control.Id).ToHashSet();
        var readable = entries.FindAll(entry => entry.At >= from && controls.Exists(control => control.Id == entry.Subject)
            && (sight.History || (entry.Purpose is Purpose.Business && business.Contains(entry.Subject))));
        return new Numbers(
            await ClearAsync(sight, seen, controls),
            await ArchitectureAsync(seen, from),
            sight.Deployments is { } all ? await IndependenceAsync(all, controls, entries, from) : "",
            Transfer(sight, seen, readable));
    }

    private async Task<string> ClearAsync(Sight sight, List<ReleaseControl> seen, List<ReleaseControl> controls)
    {
        var groups = await Portal.ReadAsync(database => database.Groups.AsNoTracking().ToListAsync());
        var launches = await Portal.ReadAsync(database => database.Launches.AsNoTracking().Include(launch => launch.Steps).ToListAsync());
        List<string> all =
        [
            .. seen.Select(control => control.Key),
            .. groups.Select(group => group.Key),
            .. launches.Where(launch => sight.Controls || launch.Steps.All(step => controls.Single(control => control.Id == step.ControlId).Purpose is Purpose.Business)).Select(launch => launch.Id.ToString()),
        ];
        return $"{all.Count(one => !_mixedUp.Contains(one))}/{all.Count}";
    }

    private async Task<string> ArchitectureAsync(List<ReleaseControl> seen, DateTimeOffset from)
    {
        var keys = (await Portal.ReadAsync(database => database.ApiKeys.AsNoTracking().ToListAsync())).FindAll(key => key.RevokedAt is null);
        var uses = (await Portal.ReadAsync(database => database.Uses.AsNoTracking().ToListAsync()))
            .FindAll(use => UsageTime.InstantOf(use.LastMinute) >= from.AddMinutes(-1) && (use.Control.Length is 0 || seen.Exists(control => control.Key == use.Control)));
        var takers = uses.Where(use => use.Control.Length is 0 && use.KeyId != Guid.Empty).Select(use => use.KeyId).Distinct().ToList();
        bool Asked(ReleaseControl control) => uses.Exists(use => use.Control == control.Key)
            || takers.Exists(taker => keys.Exists(key => key.Id == taker && (key.Kind is KeyKind.Server || (control.SeenByBrowsers && control.Purpose is Purpose.Business))));
        string Of(Lifetime lifetime) => $"{seen.Count(control => control.Lifetime == lifetime && Asked(control))}/{seen.Count(control => control.Lifetime == lifetime)}";
        return $"{keys.Count(key => uses.Exists(use => use.KeyId == key.Id))}/{keys.Count} {Of(Lifetime.Temporary)} {Of(Lifetime.LongLived)} 2/6 {takers.Count}";
    }

    private async Task<string> IndependenceAsync(bool all, List<ReleaseControl> controls, List<Row> entries, DateTimeOffset from)
    {
        var deployments = (await Portal.ReadAsync(database => database.Deployments.AsNoTracking().Include(one => one.Version!.Controls).ToListAsync()))
            .FindAll(one => one.Environment == Given.Production);
        var seen = deployments.FindAll(one => all || one.Version!.Controls.Any(carried => controls.Exists(control => control.Key == carried.Control && control.Purpose is Purpose.Business)));
        var waits = new List<TimeSpan>();
        var (apart, unknown) = (0, 0);
        foreach (var entry in entries.Where(entry => entry.At >= from && entry.Environment == Given.Production))
        {
            if (controls.Find(control => control.Id == entry.Subject) is not { } control || (!all && (entry.Purpose is Purpose.Operational || control.Purpose is Purpose.Operational)))
                continue;
            if (entry.Was("before") is not "closed" || entry.Was("after") is "closed")
                continue;
            var carriers = seen.Where(one => one.Version!.Controls.Any(carried => carried.Control == control.Key)).ToList();
            var came = carriers.Where(one => one.At <= entry.At).Select(one => one.At).Order().ToList();
            if (came.Count is 0)
            {
                unknown++;
                continue;
            }

            waits.Add(entry.At - came[0]);
            if (!seen.Exists(one => carriers.Exists(carrier => carrier.Software == one.Software) && one.At <= entry.At && one.At >= entry.At.AddHours(-1)))
                apart++;
        }

        var counted = seen.Count(one => one.At >= from);
        return $"{apart}/{waits.Count} {counted} {unknown} {Median(waits)}";
    }

    private static TimeSpan? Median(List<TimeSpan> waits)
    {
        waits.Sort();
        return waits.Count is 0 ? null : waits.Count % 2 is 1 ? waits[waits.Count / 2] : (waits[(waits.Count / 2) - 1] + waits[waits.Count / 2]) / 2;
    }

    private string Transfer(Sight sight, List<ReleaseControl> seen, List<Row> readable)
    {
        bool ByBusiness(Row act) => _roles.Last(known => known.Person == act.Who && known.At <= act.At).Roles is [Role.Marketing];
        var acts = readable.FindAll(entry => entry.Environment == Given.Production && entry.Purpose is Purpose.Business && entry.Action is "ReleaseControlToEveryone" or "Withdraw");
        var released = acts.FindAll(act => act.Action is "ReleaseControlToEveryone");
        var looking = seen.Where(control => control.Purpose is Purpose.Business).Where(control =>
            _technical.Contains(control.Key) || (acts.Count(act => act.Subject == control.Id) >= 3 && !acts.Exists(act => act.Subject == control.Id && ByBusiness(act))));
        var back = readable.Count(entry => entry.Action is "TakeBack" && entry.Purposes() is ("business", "operational"));
        var over = readable.Count(entry => entry.Action is "HandOver" && entry.Purposes() is ("operational", "business"));
        return $"{released.Count(ByBusiness)}/{released.Count} {over} {(sight.History ? back : null)} {string.Join(',', looking.Select(control => control.Key).Order(StringComparer.Ordinal))}";
    }

    private sealed record Row(Guid Subject, string Action, string? Environment, DateTimeOffset At, Purpose? Purpose, Guid Who, JsonElement Content)
    {
        public string? Was(string when) => Content.GetProperty(when) is { ValueKind: JsonValueKind.Object } state ? state.GetProperty("availability").GetString() : null;

        public (string?, string?) Purposes() => (Content.GetProperty("before").GetProperty("purpose").GetString(), Content.GetProperty("after").GetProperty("purpose").GetString());
    }

    private sealed record Numbers(string Terms, string Architecture, string Independence, string Transfer)
    {
        public static Numbers Of(StepsView view) => new(
            Part(view.Terms.Step.Clear),
            $"{Part(view.Architecture.Step.Connected)} {Part(view.Architecture.Step.Temporary)} {Part(view.Architecture.Step.LongLived)} {Part(view.Architecture.Step.Budgets)} {view.Architecture.Takers}",
            view.Independence is { } facts ? $"{Part(facts.Step.Apart)} {facts.Step.Deployments} {facts.Unknown} {facts.LeadTime}" : "",
            $"{Part(view.Transfer.Step.ByBusiness)} {view.Transfer.Step.HandedOver} {view.Transfer.TakenBack} {string.Join(',', view.Transfer.Looking.Select(one => one.Key).Order(StringComparer.Ordinal))}");

        private static string Part(Part part) => $"{part.Count}/{part.All}";
    }
}

public sealed class StepsQueryOnSqliteTests() : StepsQueryTests(postgres: null);

public sealed class StepsQueryOnPostgreSqlTests(PostgresServer postgres) : StepsQueryTests(postgres);
