using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// The desk on a real database, composed of the portal's own rooms, without a web server and with a clock that tests move. The
/// people of <see cref="Given"/> have accounts, and the environments are those of a new portal.
/// </summary>
public sealed class TestPortal : IAsyncDisposable
{
    public const string Password = "a long way to the sea";

    private readonly WebApplication _app;
    private readonly TestDatabase? _own;

    private TestPortal(WebApplication app, FakeTimeProvider clock, TestDatabase database, bool ownsIt)
    {
        (_app, Clock, Database) = (app, clock, database);
        _own = ownsIt ? database : null;
    }

    public FakeTimeProvider Clock { get; }

    public TestDatabase Database { get; }

    public IServiceProvider Services => _app.Services;

    public ChangeDesk Desk => Services.GetRequiredService<ChangeDesk>();

    public ChangeFeed Feed => Services.GetRequiredService<ChangeFeed>();

    /// <summary>A portal on a database; its hosted services do not run before <see cref="StartAsync"/>.</summary>
    /// <param name="database">Where it stores things.</param>
    /// <param name="owned">The database goes when the portal does.</param>
    public static TestPortal On(TestDatabase database, bool owned = true)
    {
        var clock = new FakeTimeProvider(Given.Now);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Configuration["Database:Provider"] = database.Provider.ToString();
        builder.Configuration["ConnectionStrings:Portal"] = database.ConnectionString;
        builder.Logging.ClearProviders();
        builder.AddData();
        builder.AddChanges();
        builder.AddPortalIdentity();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        return new TestPortal(builder.Build(), clock, database, owned);
    }

    /// <summary>Brings an empty database to the state in which every test begins.</summary>
    public async Task SetUpAsync()
    {
        await Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        Actor[] people =
            [Given.Marketing, Given.AnEngineer, Given.AnotherEngineer, Given.AnAuditor, Given.AnAdministrator, Given.SomebodyWithoutARole];
        await ApplyAsync(Actor.Portal, [.. DefaultEnvironments.Changes, .. people.Select(Join)]);
    }

    /// <summary>Gives one more person an account, with the roles that they hold.</summary>
    public Task AddPersonAsync(Actor person) => ApplyAsync(Actor.Portal, Join(person));

    /// <summary>Starts the hosted services, such as what follows other portals.</summary>
    public async Task StartAsync()
    {
        foreach (var service in Services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(ChangeDesk).Assembly))
            await service.StartAsync(CancellationToken.None);
    }

    /// <summary>The address with which a person signs in.</summary>
    public static string EmailOf(Actor person) => $"{person.Id:N}@example.com";

    public Task<Result<Applied>> TryAsync(Actor by, Change change, string? reason = null) =>
        Desk.ApplyAsync(ChangeSet.Of(change, reason), by);

    public Task<Result<Applied>> TryAsync(Actor by, IReadOnlyList<Change> changes, string? reason = null) =>
        Desk.ApplyAsync(new ChangeSet(changes, reason), by);

    /// <summary>Applies a change that must not be refused.</summary>
    public async Task<Applied> ApplyAsync(Actor by, Change change, string? reason = null) => (await TryAsync(by, change, reason)).OrThrow();

    public async Task<Applied> ApplyAsync(Actor by, IReadOnlyList<Change> changes, string? reason = null) =>
        (await TryAsync(by, changes, reason)).OrThrow();

    /// <summary>A toggle in the hands of that purpose.</summary>
    /// <returns>Its key.</returns>
    public async Task<string> AToggleAsync(Purpose purpose = Purpose.Business, string key = "spring-storefront", string name = "Spring storefront")
    {
        await ApplyAsync(Given.AnEngineer, new CreateControl(key, ControlKind.Toggle, Given.Details(name)));
        return await HandedOverAsync(key, purpose);
    }

    /// <summary>A flag with the off variant classic, in the hands of that purpose.</summary>
    public async Task<string> AFlagAsync(Purpose purpose = Purpose.Business, string key = "checkout-layout")
    {
        await ApplyAsync(
            Given.AnEngineer, new CreateControl(key, ControlKind.Flag, Given.FlagDetails(), ValueType.String, Given.Classic));
        return await HandedOverAsync(key, purpose);
    }

    public async Task<string> AKillSwitchAsync(string key = "recommendations-kill-switch")
    {
        await ApplyAsync(Given.AnEngineer, new CreateControl(key, ControlKind.Toggle, Given.LongLivedDetails()));
        return key;
    }

    public async Task<string> AGroupAsync(string key = Given.EarlyAccess, string name = "Early access")
    {
        await ApplyAsync(Given.AnEngineer, new DefineGroup(key, Given.GroupDetails(name)));
        return key;
    }

    /// <summary>From now on every change on that environment needs a reason.</summary>
    public Task AskForReasonsAsync(string on = Given.Production) => ApplyAsync(
        Given.AnAdministrator, new EditEnvironment(on, Given.EnvironmentDetails() with { ReasonRequired = true }));

    /// <summary>Runs a query on a context of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> query)
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await query(database);
    }

    public Task<ReleaseControl> ControlAsync(string key) =>
        ReadAsync(database => database.Controls.AsNoTracking().Include(control => control.States).SingleAsync(control => control.Key == key));

    public async Task<ReleaseState> StateAsync(string key, string on = Given.Production) => (await ControlAsync(key)).StateOn(on);

    public Task<List<Entry>> EntriesAsync() =>
        ReadAsync(database => database.Entries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync());

    /// <summary>An entry as people read it.</summary>
    public async Task<EntryLine> LineAsync(Entry entry) =>
        EntryLine.Read(entry, await ReadAsync(database => database.EntryTexts.Where(text => text.Sequence == entry.Sequence).ToListAsync()));

    /// <summary>Walks the chain as it stands in the database, and compares its end with the head.</summary>
    public async Task<ChainVerdict> VerifyAsync()
    {
        var entries = await EntriesAsync();
        var head = await ReadAsync(database => database.HistoryHeads.SingleAsync());
        var verdict = ChainVerifier.Verify(entries.Select(entry => (entry.Sequence, entry.Canonical, entry.Hash)));
        Assert.Equal((head.Sequence, head.Hash), (verdict.Entries, verdict.Head));
        return verdict;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(ChangeDesk).Assembly))
            await service.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_own is not null)
            await _own.DisposeAsync();
    }

    private static AddPerson Join(Actor person) =>
        new(person.Id, EmailOf(person), person.Name, [.. person.Roles], Password, MustReplacePassword: false);

    private async Task<string> HandedOverAsync(string key, Purpose purpose)
    {
        if (purpose is Purpose.Business)
            await ApplyAsync(Given.AnEngineer, new HandOver(key));
        return key;
    }
}
