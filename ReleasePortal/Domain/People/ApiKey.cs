using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.People;

/// <summary>What an application shows to be answered; stored as a hash only.</summary>
public sealed class ApiKey
{
    public const int NameLength = 100;

    // For EF Core.
    private ApiKey() => (Name, Environment, Area, SecretHash, Prefix) = ("", "", "", "", "");

    public Guid Id { get; private set; }

    public string Name { get; private set; }

    public KeyKind Kind { get; private set; }

    /// <summary>The one environment whose controls it sees.</summary>
    public string Environment { get; private set; }

    public string Area { get; private set; }

    /// <summary>SHA-256 of the secret, lower-case hexadecimal. Secrets are 256 random bits, so that no slow hash is needed.</summary>
    public string SecretHash { get; private set; }

    public string Prefix { get; private set; }

    /// <summary>For automation: the person on whose behalf it acts.</summary>
    public Guid? ActsFor { get; private set; }

    /// <summary>For automation: what it may do; empty for all others.</summary>
    public IReadOnlyList<KeyPermission> Permissions { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>To the minute; written in batches.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    internal static Result<ApiKey> Create(CreateKey wanted, Circumstances circumstances)
    {
        var errors = new FieldRules()
            .Required("name", wanted.Name, NameLength)
            .That(wanted.SecretHash.Length is 64, "secretHash", "Required")
            .That(wanted.Kind is not KeyKind.Automation || wanted.ActsFor is not null, "actsFor", "Required")
            .That(wanted.Kind is not KeyKind.Automation || wanted.Permissions.Count > 0, "permissions", "PermissionRequired")
            .Errors;
        if (Invalid.From(errors) is { } invalid)
            return invalid;

        return new ApiKey
        {
            Id = wanted.KeyId,
            Name = wanted.Name.Trim(),
            Kind = wanted.Kind,
            Environment = wanted.On,
            Area = Areas.Default,
            SecretHash = wanted.SecretHash,
            Prefix = wanted.Prefix,
            ActsFor = wanted.Kind is KeyKind.Automation ? wanted.ActsFor : null,
            Permissions = wanted.Kind is KeyKind.Automation ? [.. wanted.Permissions.Distinct()] : [],
            CreatedAt = circumstances.At,
        };
    }

    internal Changed Created(Circumstances circumstances) => new(Say("CreateKey", circumstances), Before: null, Snapshot());

    internal Result<Changed> Revoke(Circumstances circumstances)
    {
        if (RevokedAt is not null)
            return new AlreadySo(Name);

        var before = Snapshot();
        RevokedAt = circumstances.At;
        return new Changed(Say("RevokeKey", circumstances), before, Snapshot());
    }

    private KeySnapshot Snapshot() => new(Name, Kind, Environment, Prefix, RevokedAt is not null)
    {
        ActsFor = ActsFor,
        Permissions = Permissions.Count > 0 ? Permissions : null,
    };

    private Sentence Say(string key, Circumstances circumstances) =>
        new(key, Words.Of(("key", Name), ("environment", circumstances.EnvironmentName)));
}
