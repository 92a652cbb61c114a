namespace ReleasePortal.Domain.History;

/// <summary>The head of the history, signed. Append only, as the entries are.</summary>
public sealed class Checkpoint
{
    /// <summary>The last entry that it covers; there is one checkpoint for a place.</summary>
    public long Sequence { get; init; }

    /// <summary>UTC, whole microseconds.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The canonical text of its <see cref="CheckpointStatement"/>; its UTF-8 bytes are signed.</summary>
    public string Statement { get; init; } = "";

    /// <summary>ECDSA with P-256 and SHA-256, in DER as OpenSSL reads it; base64.</summary>
    public string Signature { get; init; } = "";

    /// <summary>The key that proves it (SubjectPublicKeyInfo, DER); base64. Each carries its own, for keys are replaced.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>By <see cref="MerkleFrontier.Write"/>: from here the tree grows on without the entries before.</summary>
    public string Frontier { get; init; } = "";

    /// <summary>As exports, files and webhooks carry it: one line of JSON.</summary>
    public string ToLine() => $$"""{"checkpoint":{{Statement}},"publicKey":"{{PublicKey}}","signature":"{{Signature}}"}""";
}
