using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>An API key that is not revoked, as far as evaluation has to know it.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Kind">Server or browser.</param>
/// <param name="Environment">The key of the one environment that it sees.</param>
public sealed record CallerKey(Guid Id, KeyKind Kind, string Environment)
{
    /// <summary>Whether an answer may tell of the control at all.</summary>
    public bool Sees(CompiledControl control) => Kind is KeyKind.Server || control.SeenByBrowsers;
}
