using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Domain.People;

/// <summary>What an API key may do (design.md, section 6).</summary>
public enum KeyKind
{
    /// <summary>Sees every control of its environment.</summary>
    Server,

    /// <summary>Sees only controls marked "may be seen by browsers".</summary>
    Browser,

    /// <summary>For programs that plan and run launches, or help users, on behalf of a person; evaluates nothing for applications.</summary>
    Automation,
}

/// <summary>What an automation key may do, within what its person may.</summary>
public enum KeyPermission
{
    /// <summary>List and read launches.</summary>
    ReadLaunches,

    /// <summary>Plan, hold, resume, cancel, launch and undo.</summary>
    ManageLaunches,

    /// <summary>Try what a user would get of a control, and why.</summary>
    TryControls,

    /// <summary>Report deployments, on any environment: what was installed is no secret and changes nothing for users.</summary>
    ReportDeployments,

    /// <summary>Read business configurations.</summary>
    ReadConfigurations,

    /// <summary>Ask which controls there are, and report where code names them.</summary>
    ReportCode,
}

/// <summary>A change of an API key.</summary>
/// <param name="KeyId">The key's id, a UUIDv7.</param>
public abstract record KeyChange(Guid KeyId) : Change
{
    public override Operation Operation => Operation.ManageKeys;
}

/// <summary>A new key. The secret itself never enters a change: only its SHA-256 and its first characters do.</summary>
/// <param name="KeyId">A UUIDv7 for the new key.</param>
/// <param name="Name">The application that uses it.</param>
/// <param name="Kind">Server or browser.</param>
/// <param name="On">The environment's key.</param>
/// <param name="SecretHash">SHA-256 of the secret, lower-case hexadecimal.</param>
/// <param name="Prefix">The secret's first characters, to tell keys apart.</param>
/// <param name="ActsFor">For automation: the person on whose behalf it acts, and whose roles bound it.</param>
/// <param name="Permissions">For automation: what it may do.</param>
public sealed record CreateKey(
    Guid KeyId, string Name, KeyKind Kind, string On, string SecretHash, string Prefix, Guid? ActsFor = null, params IReadOnlyList<KeyPermission> Permissions)
    : KeyChange(KeyId)
{
    public override string? Environment => On;

    /// <summary>For browsers: the origins of the pages that may use it (<see cref="WebOrigin"/>).</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>For servers: whether it may be answered under a business configuration instead of the environment's own states.</summary>
    public bool MayUseConfigurations { get; init; }
}

/// <summary>
/// A new secret for the same key. The one before goes on working for a while, so that no application is without an answer;
/// one that an earlier rotation left working stops at once.
/// </summary>
/// <param name="KeyId">The key's id.</param>
/// <param name="SecretHash">SHA-256 of the new secret, lower-case hexadecimal.</param>
/// <param name="Prefix">The new secret's first characters.</param>
/// <param name="Overlap">For how long the secret before goes on working; zero stops it at once.</param>
public sealed record RotateKey(Guid KeyId, string SecretHash, string Prefix, TimeSpan Overlap) : KeyChange(KeyId);

/// <summary>From now on the key is refused.</summary>
public sealed record RevokeKey(Guid KeyId) : KeyChange(KeyId);

/// <summary>The first use of an automation key from a network address; what it then does refers to it as its session.</summary>
/// <param name="KeyId">The key's id.</param>
/// <param name="From">Where it came from.</param>
public sealed record RecordKeyUse(Guid KeyId, RequestOrigin From) : KeyChange(KeyId)
{
    public override Operation Operation => Operation.RecordSecurityEvent;
}

/// <summary>What the history keeps of a key.</summary>
public sealed record KeySnapshot(string Name, KeyKind Kind, string Environment, string Prefix, bool Revoked)
{
    public Guid? ActsFor { get; init; }

    /// <summary>Null for a key that needs none.</summary>
    public IReadOnlyList<KeyPermission>? Permissions { get; init; }

    /// <summary>Null for a key that has none.</summary>
    public IReadOnlyList<string>? Origins { get; init; }

    /// <summary>Whether it may be answered under a business configuration; null for one that may not.</summary>
    public bool? MayUseConfigurations { get; init; }

    /// <summary>Until when the secret before goes on working; null when it does not.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }
}
