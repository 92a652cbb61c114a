namespace ReleasePortal.Changes.Archiving;

/// <summary>Where archived entries go: section <c>Retention</c> of the settings. How long they stay is set in the portal.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>
    /// The folder of the archive files; <c>archive</c> beside an embedded database, or below the portal's own folder, when none is
    /// given. Portals that share a database share this folder too.
    /// </summary>
    public string? Folder { get; set; }
}
