namespace ReleasePortal.Components;

/// <summary>
/// What one open page of the portal works in: the environments, the one that is chosen, the viewer's time zone.
/// Loaded once per circuit by the layout, before any page is shown.
/// </summary>
public sealed class Workspace(IEnvironmentDirectory directory, Browser browser)
{
    /// <summary>Another environment was chosen, or the environments were edited.</summary>
    public event Action? Changed;

    /// <summary>Whether <see cref="StartAsync"/> has run.</summary>
    public bool IsReady { get; private set; }

    /// <summary>All environments, in the order of their rank.</summary>
    public IReadOnlyList<EnvironmentView> Environments { get; private set; } = [];

    /// <summary>The one that the pages show: the last one chosen in this browser, or else production.</summary>
    public EnvironmentView Environment { get; private set; } = EnvironmentView.None;

    /// <summary>The viewer's time zone, in which every time is shown.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Whether the browser was as narrow as a phone when it opened: pages that can be read in several ways choose by it.</summary>
    public bool IsNarrow { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var facts = await browser.ReadAsync(cancellationToken);
        if (facts.Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(facts.Zone, out var zone))
            Zone = zone;
        IsNarrow = facts.IsNarrow;

        Environments = Ordered(await directory.ListAsync(cancellationToken));
        Environment = Choose(facts.Environment);
        IsReady = true;
    }

    /// <summary>Chooses an environment, and remembers it in this browser. A key that does not exist changes nothing.</summary>
    public async Task SelectAsync(string key)
    {
        var chosen = Choose(key);
        if (chosen.Key != key || chosen == Environment)
            return;

        Environment = chosen;
        Changed?.Invoke();
        await browser.RememberEnvironmentAsync(key);
    }

    /// <summary>Reads the environments again, after an administrator edited one.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        Environments = Ordered(await directory.ListAsync(cancellationToken));
        Environment = Choose(Environment.Key);
        Changed?.Invoke();
    }

    /// <summary>The environment of that key; null when there is none.</summary>
    public EnvironmentView? Find(string key) => Environments.FirstOrDefault(environment => environment.Key == key);

    /// <summary>
    /// The name of the environment's colour: only production has <c>production</c>; of the others the one nearest to it has
    /// <c>staging</c>.
    /// </summary>
    public string ToneOf(EnvironmentView environment)
    {
        if (environment.IsProduction)
            return "production";

        var nearest = Environments.LastOrDefault(other => !other.IsProduction);
        return environment.Key == nearest?.Key && Environments.Count > 2 ? "staging" : "development";
    }

    private static IReadOnlyList<EnvironmentView> Ordered(IEnumerable<EnvironmentView> environments) =>
        [.. environments.OrderBy(environment => environment.Rank)];

    private EnvironmentView Choose(string? key) =>
        Environments.FirstOrDefault(environment => environment.Key == key)
        ?? Environments.FirstOrDefault(environment => environment.IsProduction)
        ?? (Environments is [.., var last] ? last : EnvironmentView.None);
}
