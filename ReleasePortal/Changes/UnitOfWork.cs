using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReleasePortal.Changes.Subjects;
using ReleasePortal.Data;
using ReleasePortal.Data.Search;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes;

/// <summary>One transaction over everything that one change set, or several after each other, touch: from the head of the history to its commit.</summary>
internal sealed class UnitOfWork : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly IDbContextTransaction _transaction;
    private readonly HistoryHead _head;
    private readonly DateTimeOffset _at;
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<(ActorKind Kind, Guid Id, Guid? OnBehalfOf), Actor?> _actors = [];
    private ChangeSet _changes = new([]);
    private bool _wipes;
    private Dictionary<string, DeploymentEnvironment>? _environments;
    private Dictionary<string, string>? _groupNames;
    private IReadOnlyDictionary<string, Freeze>? _freezes;

    private UnitOfWork(AsyncServiceScope scope, PortalDbContext database, IDbContextTransaction transaction, HistoryHead head, DateTimeOffset at) =>
        (_scope, Database, _transaction, _head, _at, Budgets) = (scope, database, transaction, head, at, new BudgetCheck(database, at));

    public PortalDbContext Database { get; }

    public IServiceProvider Services => _scope.ServiceProvider;

    /// <summary>Whether the person said why.</summary>
    public bool HasReason => !string.IsNullOrWhiteSpace(_changes.Reason);

    /// <summary>Of the change set that is being applied.</summary>
    public Guid Correlation { get; private set; }

    /// <summary>What the change set that is being applied has written so far.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>What that change set adds to each budget, and whether it may.</summary>
    public BudgetCheck Budgets { get; }

    public static async Task<UnitOfWork> BeginAsync(IServiceScopeFactory scopes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var database = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var head = await database.LockHeadAsync(cancellationToken);
            return new UnitOfWork(scope, database, transaction, head, EntryWriter.WholeMicroseconds(at));
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <summary>Why, in the words of the person; null when none was given.</summary>
    public string? Reason => _changes.Reason;

    /// <summary>Goes on with this change set.</summary>
    public void Take(ChangeSet changes)
    {
        (_changes, Correlation) = (changes, changes.Correlation ?? NewId());
        _entries.Clear();
        Budgets.Clear();

        // What the sets before have written is not looked at again at every save.
        Database.ChangeTracker.Clear();
        Database.Attach(_head);
    }

    /// <inheritdoc cref="ActorReading.ReadAgainAsync"/>
    public async Task<Actor?> ReadAgainAsync(Actor actor, CancellationToken cancellationToken)
    {
        var who = (actor.Kind, actor.Id, actor.OnBehalfOf);
        if (!_actors.TryGetValue(who, out var now))
            _actors[who] = now = await Database.ReadAgainAsync(actor, cancellationToken);
        return now is null ? null : now with { Session = actor.Session };
    }

    /// <summary>The subject of a change with the way to decide about it.</summary>
    public Task<Result<LoadedSubject>> LoadAsync(Change change, CancellationToken cancellationToken) =>
        Services.GetServices<ISubjects>()
            .Single(subjects => subjects.Knows(change))
            .LoadAsync(change, this, cancellationToken);

    /// <summary>Whether every environment that the change touches lets it through, and how.</summary>
    /// <param name="change">What is wanted.</param>
    /// <param name="subject">Of what.</param>
    /// <param name="isPart">Whether it is a step of a launch, whose approval is the launch's.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<Passage>> AskEnvironmentsAsync(
        Change change, LoadedSubject subject, bool isPart, Actor actor, CancellationToken cancellationToken)
    {
        var environments = await EnvironmentsAsync(cancellationToken);
        if (change.Environment is { } named && !environments.ContainsKey(named))
            return new Unknown(SubjectKind.Environment, named);

        var operational = change is StateChange && subject.Subject.Purpose is Purpose.Operational;
        var touched = subject.Touches.Append(change is StateChange ? change.Environment : null)
            .Select(key => key is null ? null : environments.GetValueOrDefault(key))
            .OfType<DeploymentEnvironment>()
            .ToList();
        var frozen = await FrozenAsync(touched, cancellationToken);
        var answer = frozen is null ? (FreezeAnswer?)null : FreezeRules.Ask(actor, change, subject.Subject.Purpose, HasReason);
        if (answer is FreezeAnswer.Refused)
            return frozen!;
        if (!isPart && NeedsApproval(change, subject, environments) is { } approvalNeeded)
            return approvalNeeded;
        if (answer is FreezeAnswer.ReasonNeeded || (!HasReason && (operational || touched.Exists(environment => environment.ReasonRequired))))
            return new ReasonNeeded();

        return new Passage(DuringFreeze: answer is FreezeAnswer.Exception);
    }

    /// <summary>The environment of that key; null when there is none.</summary>
    public async Task<DeploymentEnvironment?> FindEnvironmentAsync(string key, CancellationToken cancellationToken) =>
        (await EnvironmentsAsync(cancellationToken)).GetValueOrDefault(key);

    /// <param name="environment">The key of the environment that the change is about; null when it is about none.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Circumstances> CircumstancesAsync(string? environment, Actor actor, CancellationToken cancellationToken)
    {
        var environments = await EnvironmentsAsync(cancellationToken);
        return new Circumstances(
            actor,
            _at,
            EntryId: NewId(),
            environment is not null && environments.TryGetValue(environment, out var known) ? known.Name : "",
            _groupNames ??= await Database.Groups
                .Select(group => new { group.Key, group.Name })
                .ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken));
    }

    /// <summary>A UUIDv7 of this instant, for something new.</summary>
    public Guid NewId() => Guid.CreateVersion7(_at);

    public async Task<IReadOnlyCollection<string>> EnvironmentKeysAsync(CancellationToken cancellationToken) =>
        [.. (await EnvironmentsAsync(cancellationToken)).Keys];

    /// <summary>
    /// Adds to a refusal what only the history knows: what happened meanwhile, and by whom, as far as the actor may read it.
    /// </summary>
    public async Task<Refusal> ExplainAsync(
        Refusal refusal, LoadedSubject subject, string? environment, Actor actor, CancellationToken cancellationToken)
    {
        if (refusal is not Stale stale)
            return refusal;

        var entry = await Database.Entries.AsNoTracking()
            .Where(entry => entry.SubjectId == subject.Subject.Id && entry.Environment == environment)
            .OrderByDescending(entry => entry.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        var mayRead = entry is not null && await Database.Entries
            .Where(Visibility.EntriesVisibleTo(actor, Database.Controls, Database.LaunchSteps))
            .AnyAsync(visible => visible.Sequence == entry.Sequence, cancellationToken);
        return mayRead ? stale with { Meanwhile = await ReadAsync(entry!, cancellationToken) } : stale;
    }

    /// <summary>An entry with its personal texts.</summary>
    public async Task<EntryLine> ReadAsync(Entry entry, CancellationToken cancellationToken) =>
        (await Database.ReadLinesAsync([entry], cancellationToken))[0];

    /// <summary>
    /// Writes what was done as the next entry of the chain; the changes after it in the set see it. A part is saved with its whole.
    /// </summary>
    public async Task AppendAsync(
        Changed changed, Subject subject, string? environment, bool isPart, Circumstances circumstances, CancellationToken cancellationToken)
    {
        var (entry, texts) = EntryWriter.Append(
            _head, circumstances.EntryId, changed, subject, environment, circumstances.Actor, _changes, Correlation, _at);
        Database.Add(entry);
        Database.AddRange(texts);
        _entries.Add(entry);
        await Database.WriteDocumentsAsync([EntryLine.Read(entry, texts)], cancellationToken);
        if (!isPart)
            await Database.SaveChangesAsync(cancellationToken);
        if (subject.Kind is SubjectKind.Environment)
            _environments = null;
        if (subject.Kind is SubjectKind.Freeze)
            _freezes = null;
        if (subject.Kind is SubjectKind.Group)
            _groupNames = null;
        if (subject.Kind is SubjectKind.Person or SubjectKind.Key)
            _actors.Clear();
    }

    public Task<bool> HasAreaAsync(string key, CancellationToken cancellationToken) =>
        Database.Areas.AnyAsync(area => area.Key == key, cancellationToken);

    /// <summary>The controls that are open to a group on some environment.</summary>
    public async Task<IReadOnlyList<ReleaseControl>> ControlsOpenToAsync(string group, CancellationToken cancellationToken)
    {
        var candidates = await Database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(control => control.States.Any(state => state.Availability == Availability.Groups))
            .OrderBy(control => control.Name)
            .ToListAsync(cancellationToken);
        return [.. candidates.Where(control => control.States.Any(state => state.State.Groups.Any(rule => rule.Group == group)))];
    }

    /// <summary>From here on nothing that is deleted or overwritten stays behind in the store.</summary>
    public Task WipeAsync(CancellationToken cancellationToken)
    {
        _wipes = true;
        return Database.BeginWipingAsync(cancellationToken);
    }

    /// <summary>The last moment to give up is before it: a commit that is broken off may have happened.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Database.AnnounceAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await _transaction.CommitAsync(CancellationToken.None);
        if (_wipes)
            await WipeRestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _scope.DisposeAsync();
    }

    // What was committed is committed, whether or not the rest succeeds.
    private async Task WipeRestAsync()
    {
        try
        {
            await Database.EndWipingAsync();
        }
        catch (System.Data.Common.DbException exception)
        {
            Log.WipingFailed(Services.GetRequiredService<ILogger<UnitOfWork>>(), exception);
        }
    }

    private static Refusal? NeedsApproval(Change change, LoadedSubject subject, IReadOnlyDictionary<string, DeploymentEnvironment> environments)
    {
        if (change is StateChange { IsWithdrawal: false, On: var on } && environments[on].Approval.AsksForChange(subject.Subject.Purpose ?? Purpose.Business))
            return new ApprovalNeeded(environments[on].Name);

        // An edit cannot wait for anybody; another group or version can be made, and released with an approval.
        var asking = subject.Touches.Select(key => environments[key]).FirstOrDefault(environment => environment.Approval is ApprovalPolicy.Everything);
        return asking is null ? null : new InUseWhereApprovalIsNeeded(asking.Name);
    }

    private async Task<Frozen?> FrozenAsync(List<DeploymentEnvironment> touched, CancellationToken cancellationToken)
    {
        if (touched.Count is 0)
            return null;

        _freezes ??= await Database.ActiveFreezesAsync(_at, cancellationToken);
        return touched
            .Where(environment => _freezes.ContainsKey(environment.Key))
            .Select(environment => new Frozen(environment.Name, _freezes[environment.Key].Until, _freezes[environment.Key].Reason))
            .FirstOrDefault();
    }

    private async Task<IReadOnlyDictionary<string, DeploymentEnvironment>> EnvironmentsAsync(CancellationToken cancellationToken)
    {
        _environments ??= await Database.Environments.AsNoTracking().ToDictionaryAsync(environment => environment.Key, cancellationToken);
        return _environments;
    }
}

/// <summary>How a change passes the environments that it touches.</summary>
/// <param name="DuringFreeze">One of them is frozen, and the change is an exception.</param>
internal sealed record Passage(bool DuringFreeze);
