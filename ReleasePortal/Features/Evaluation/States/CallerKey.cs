using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>An API key that is not revoked, as far as evaluation has to know it, with one of its secrets.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Kind">Server, browser or automation.</param>
/// <param name="Environment">The key of the one environment that it sees.</param>
/// <param name="SecretHash">Of the secret that was shown: SHA-256, lower-case hexadecimal.</param>
/// <param name="Until">When that secret stops working by itself; null for the key's newest one.</param>
/// <param name="Origins">For browsers: the origins whose pages may use it.</param>
public sealed record CallerKey(
    Guid Id, KeyKind Kind, string Environment, string SecretHash, DateTimeOffset? Until, IReadOnlyList<string> Origins)
{
    /// <summary>For servers: whether it may be answered under a business configuration.</summary>
    public bool MayUseConfigurations { get; init; }

    /// <summary>Whether that secret still works.</summary>
    public bool WorksAt(DateTimeOffset now) => Until is null || now < Until;

    /// <summary>Whether pages from there may use it. A server's key is no page's: it neither needs nor gets a permission.</summary>
    public bool MayComeFrom(string origin) => Kind is not KeyKind.Browser || Origins.Contains(origin, StringComparer.Ordinal);
}
