namespace ReleasePortal.Domain.History.Evidence;

/// <summary>What is wrong with an evidence pack, apart from the history in it.</summary>
public enum EvidenceFlaw
{
    /// <summary>The file is not what the portal writes, or was broken off.</summary>
    Unreadable,

    /// <summary>The list of what is in the pack does not fit its signature.</summary>
    BadSignature,

    /// <summary>It was signed with another key than those that the auditor holds.</summary>
    OtherKey,

    /// <summary>A file is not the one that was signed.</summary>
    Changed,

    /// <summary>A file that was signed is not there.</summary>
    Missing,

    /// <summary>A file is there that was not signed, or twice.</summary>
    Added,

    /// <summary>The history in it is not the part that the list names.</summary>
    OtherPart,
}

/// <summary>What an evidence pack was found to be.</summary>
/// <param name="Manifest">What it says of itself; null when that cannot be read.</param>
/// <param name="History">What the history in it was found to be; null when it was not looked at.</param>
/// <param name="Flaw">What is wrong with the pack; null when nothing is.</param>
/// <param name="File">Which file that is about.</param>
public sealed record EvidenceVerdict(EvidenceManifest? Manifest, ExportVerdict? History, EvidenceFlaw? Flaw = null, string? File = null);
