using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Features.History.AsItWas;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Features.History;

/// <summary>
/// Random changes through the desk, and after each a copy of the live tables: what the history tells of every one of those moments
/// is that copy, and at the head it is the live tables.
/// </summary>
public abstract class AsItWasModelTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly string[] Environments = [Given.Development, Given.Staging, Given.Production];

    private static readonly string[] Toggles = ["a", "b"], Groups = ["g", "h"];

    private const string Flag = "c";

    private readonly List<Moment> _moments = [];

    /// <summary>What one change might be; most of them fit at some moments only, and are refused at others.</summary>
    private enum Act
    {
        Create,
        CreateFlag,
        Release,
        Share,
        Split,
        ToGroups,
        Withdraw,
        Undo,
        Edit,
        HandOver,
        TakeBack,
        Retire,
        Restore,
        DefineGroup,
        EditGroup,
        RemoveGroup,
    }

    private sealed record Happening(Act Act, int Target, string On, int Number, bool TimePasses);

    /// <param name="At">When the copy was taken.</param>
    /// <param name="Sequence">The last entry by then.</param>
    private sealed record Moment(DateTimeOffset At, long Sequence, IReadOnlyList<ReleaseControl> Controls, IReadOnlyList<AudienceGroup> Groups);

    private static Gen<Happening> Happenings =>
        from act in Gen.Elements(Enum.GetValues<Act>())
        from target in Gen.Choose(0, 1)
        from environment in Gen.Elements(Environments)
        from number in Gen.Choose(1, 9)
        from passes in Gen.Elements(true, true, true, false)
        select new Happening(act, target, environment, number, passes);

    [Fact]
    public async Task RandomChanges_EveryMoment_IsAsTheTablesWere()
    {
        foreach (var act in Happenings.Sample(220))
            await HappenAsync(act);
        Assert.InRange(_moments.Count, 40, 220); // or the acts fit too seldom for the test to mean anything

        var recorded = await RecordedAsync();
        foreach (var moment in _moments)
        {
            var replayed = PastState.Of(recorded.Where(one => one.Entry.Sequence <= moment.Sequence));
            Assert.Equal(Whole(moment.Controls, moment.Groups), Whole(replayed.Controls, replayed.Groups.Values));
        }

        // Where several changes share an instant, all of them count.
        foreach (var moment in _moments.GroupBy(moment => moment.At).Select(same => same.Last()))
        {
            foreach (var environment in Environments)
            {
                var told = await Query.StateAsync(environment, moment.At, Auditor);
                Assert.Equal(On(environment, moment.Controls, moment.Groups), On(environment, told.Controls, told.Groups.Values));
            }
        }
    }

    [Fact]
    public async Task RandomChanges_AtTheHead_NothingDiffersFromNow()
    {
        foreach (var act in Happenings.Sample(80))
            await HappenAsync(act);

        var live = await CopyAsync();
        foreach (var environment in Environments)
        {
            var view = await Query.ReadAsync(environment, Portal.Clock.GetUtcNow(), Auditor);

            Assert.Equal(
                live.Controls.Select(control => (control.Key, control.StateOn(environment))).OrderBy(one => one.Key, StringComparer.Ordinal),
                view.Rows.Select(row => (row.Key, row.Now.Control.StateOn(environment))).OrderBy(one => one.Key, StringComparer.Ordinal));
            Assert.Equal(0, view.Differing);
        }
    }

    /// <summary>Archived at random marks, again and again: what came after them is told as before, and all files hold together.</summary>
    [Fact]
    public async Task RandomChanges_ArchivedAtRandomMarks_EveryMomentAfterThem_IsAsTheTablesWere()
    {
        Portal.ArchiveToAFolder();
        var random = new Random();
        var signed = new List<DateTimeOffset>();
        foreach (var act in Happenings.Sample(160))
        {
            await HappenAsync(act);
            if (random.Next(12) is not 0)
                continue;
            await Portal.SignAsync();
            signed.Add(Portal.Clock.GetUtcNow());
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Portal.ApplyAsync(Administrator, new SetRetention(1));
        Assert.True(signed.Count > 3);
        foreach (var cutOff in signed.Skip(signed.Count / 4).Where((_, index) => index % 3 is 0))
        {
            Portal.Clock.SetUtcNow(cutOff.AddTicks(1).AddMonths(1));
            await Portal.ArchiveAsync();

            var mark = (await Portal.ArchivesAsync())[^1].Last;
            foreach (var moment in _moments.GroupBy(moment => moment.At).Select(same => same.Last()).Where(moment => moment.Sequence >= mark))
            {
                foreach (var environment in Environments)
                {
                    var told = await Query.StateAsync(environment, moment.At, Auditor);
                    Assert.Equal(On(environment, moment.Controls, moment.Groups), On(environment, told.Controls, told.Groups.Values));
                }
            }
        }

        var verdict = await Portal.VerifyTogetherAsync();
        Assert.Null(verdict.Fault);
        Assert.Equal((0, (await Portal.EntriesAsync())[^1].Sequence), (verdict.StartsAfter, verdict.Entries));
        Assert.True((await Portal.ArchivesAsync()).Count > 1);
    }

    private AsItWasQuery Query => new(Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>());

    private async Task HappenAsync(Happening happening)
    {
        if (happening.TimePasses)
            Portal.Clock.Advance(TimeSpan.FromSeconds(happening.Number));
        if (await ChangeAsync(happening) is { } change && (await Portal.TryAsync(Engineer, change, "by chance")).IsSuccess)
            _moments.Add(await CopyAsync());
    }

    private async Task<Change?> ChangeAsync(Happening happening)
    {
        var toggle = Toggles[happening.Target];
        var group = Groups[happening.Target];
        var control = happening.Number > 6 ? Flag : toggle;
        return happening.Act switch
        {
            Act.Create => new CreateControl(toggle, ControlKind.Toggle, Given.Details()),
            Act.CreateFlag => new CreateControl(Flag, ControlKind.Flag, Given.FlagDetails(), ValueType.String, Given.Classic),
            Act.Release => new ReleaseControlToEveryone(control, happening.On, control is Flag ? Given.Express : null),
            Act.Share => new ReleaseControlToEveryone(control, happening.On, control is Flag ? Given.Guided : null, Share: happening.Number * 100),
            Act.Split => new ServeSplit(Flag, happening.On, [new WeightedVariant(Given.Classic, happening.Number), new WeightedVariant(Given.Express, 10)]),
            Act.ToGroups => new ReleaseToGroups(control, happening.On, [new GroupRule(group, Serving.Of(control is Flag ? Given.Express : Variant.On))]),
            Act.Withdraw => new Withdraw(control, happening.On),
            Act.Undo => (await Portal.EntriesAsync()).LastOrDefault(entry => entry.Environment is not null) is { } last
                ? new Undo(last.SubjectKey, last.Environment!, last.Id)
                : null,
            Act.Edit when control is Flag => new EditControl(Flag, Given.FlagDetails($"Checkout {happening.Number}")),
            Act.Edit => new EditControl(toggle, Given.Details($"Spring {happening.Number}") with { Tags = [$"tag-{happening.Number}"] }),
            Act.HandOver => new HandOver(control),
            Act.TakeBack => new TakeBack(control),
            Act.Retire => new Retire(control, NoCodeAsks: true),
            Act.Restore => new RestoreControl(control),
            Act.DefineGroup => new DefineGroup(group, Given.GroupDetails()),
            Act.EditGroup => new EditGroup(group, Given.GroupDetails($"Group {happening.Number}") with { Members = [$"user-{happening.Number}"] }),
            _ => new RemoveGroup(group),
        };
    }

    private Task<Moment> CopyAsync() => Portal.ReadAsync(async database => new Moment(
        Portal.Clock.GetUtcNow(),
        await database.HistoryHeads.Select(head => head.Sequence).SingleAsync(),
        await database.Controls.AsNoTracking().Include(control => control.States).ToListAsync(),
        await database.Groups.AsNoTracking().ToListAsync()));

    private Task<List<Recorded>> RecordedAsync() => Portal.ReadAsync(async database =>
    {
        var texts = (await database.EntryTexts.AsNoTracking().ToListAsync()).ToLookup(text => text.Sequence);
        var entries = await database.Entries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync();
        return entries.ConvertAll(entry => Recorded.Read(entry, [.. texts[entry.Sequence]]));
    });

    /// <summary>Everything that the tables know, but for versions and who waits for a second engineer.</summary>
    private static string Whole(IEnumerable<ReleaseControl> controls, IEnumerable<AudienceGroup> groups) => Say(
        controls.Select(control => new
        {
            control.Id,
            control.Key,
            Definition = control.Snapshot() with { HandOverAsked = false },
            control.CreatedAt,
            control.RetiredAt,
            control.ChangedAt,
            control.LastEntry,
            States = control.States.OrderBy(state => state.Environment, StringComparer.Ordinal)
                .Select(state => new { state.Environment, state.State, state.Availability, state.ChangedAt, state.LastEntry }),
        }).OrderBy(control => control.Key, StringComparer.Ordinal),
        groups);

    /// <summary>What decides about users on one environment, and what pages say of it.</summary>
    private static string On(string environment, IEnumerable<ReleaseControl> controls, IEnumerable<AudienceGroup> groups) => Say(
        controls.Select(control => new
        {
            control.Id,
            control.Key,
            Definition = control.Snapshot() with { HandOverAsked = false, Owner = default },
            control.RetiredAt,
            control.LastEntry,
            State = control.StateOn(environment),
            LastEntryThere = control.LastEntryOn(environment),
        }).OrderBy(control => control.Key, StringComparer.Ordinal),
        groups);

    private static string Say(object controls, IEnumerable<AudienceGroup> groups) => JsonSerializer.Serialize(
        new
        {
            controls,
            groups = groups.Select(group => new { group.Id, group.Key, Details = group.Details(), group.ChangedAt, group.LastEntry })
                .OrderBy(group => group.Key, StringComparer.Ordinal),
        },
        HistoryJson.Options);
}

public sealed class AsItWasModelOnSqliteTests() : AsItWasModelTests(postgres: null);

public sealed class AsItWasModelOnPostgreSqlTests(PostgresServer postgres) : AsItWasModelTests(postgres);
