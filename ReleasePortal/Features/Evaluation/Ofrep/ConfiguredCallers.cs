using System.Collections.Concurrent;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// Callers that want to be answered under a business configuration. What a configuration comes to is made when somebody first asks
/// for it, and kept until it, a control or a group changes.
/// </summary>
internal sealed class ConfiguredCallers(EvaluationStates states, StateQuery query)
{
    /// <summary>Names the configuration by its key.</summary>
    public const string Header = "X-Release-Configuration";

    /// <summary>As many as are kept at a time; a suite of tests uses a handful.</summary>
    public const int MostKept = 32;

    private readonly ConcurrentDictionary<(string Configuration, string Environment), Kept> _kept = [];

    /// <summary>How many are kept now.</summary>
    public int Count => _kept.Count;

    public static bool IsAskedFor(HttpRequest request) => request.Headers.ContainsKey(Header);

    /// <summary>The same caller under the configuration that the request names, or why not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="caller">Who asks, as let in.</param>
    public async ValueTask<(Caller? Caller, OfrepError? Refusal)> FindAsync(HttpContext http, Caller caller)
    {
        if (caller.Key is not { Kind: KeyKind.Server, MayUseConfigurations: true })
            return (null, OfrepError.MayNotUseConfigurations);

        var name = http.Request.Headers[Header].ToString();
        var snapshot = states.Current!; // a caller was found in one
        if (!snapshot.Configurations.TryGetValue(name, out var entry))
            return (null, OfrepError.NoSuchConfiguration);

        var slot = (name, caller.Key.Environment);
        var revision = snapshot.ByEnvironment[caller.Key.Environment].Revision;
        var kept = _kept.GetValueOrDefault(slot);
        if (kept?.Revision != revision || kept.Version.EntryId != entry)
        {
            var version = kept?.Version.EntryId == entry ? kept.Version : await query.FindConfigurationAsync(name, http.RequestAborted);
            if (version is null)
                return (null, OfrepError.NoSuchConfiguration);
            kept = Keep(slot, new Kept(revision, version, Encode(snapshot, caller.Key.Environment, version, kept?.Answers)));
        }

        return (new Caller(caller.Key, kept.Answers, name), null);
    }

    private static EncodedState Encode(EvaluationSnapshot snapshot, string environment, ConfigurationVersion version, EncodedState? previous)
    {
        var here = snapshot.ByEnvironment[environment];
        var wanted = version.ByControl();
        var controls = snapshot.Controls.Select(control =>
            control.Standing(environment, wanted.GetValueOrDefault(control.Key, ReleaseState.Closed), version.EntryId));

        // Both parts are made of entries: no other content ever has this pair.
        var revision = $"{here.Revision}-{version.EntryId:n}";
        return EncodedState.Of(EnvironmentState.Compile(environment, revision, controls, snapshot.Groups, previous?.State, here.Since), previous);
    }

    private Kept Keep((string Configuration, string Environment) slot, Kept kept)
    {
        if (_kept.Count >= MostKept)
            _kept.Clear(); // they are quickly made again
        return _kept[slot] = kept;
    }

    private sealed record Kept(string Revision, ConfigurationVersion Version, EncodedState Answers);
}
