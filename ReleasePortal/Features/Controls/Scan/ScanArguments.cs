namespace ReleasePortal.Features.Controls.Scan;

/// <summary>What the command was asked for.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Keys">A file with the keys; null when a portal is asked.</param>
/// <param name="Portal">The portal's address.</param>
/// <param name="Key">The key that is shown to it.</param>
/// <param name="Repository">What the portal is to call the tree; null when it is not told.</param>
/// <param name="Commit">What was scanned.</param>
internal sealed record ScanArguments(string Path, string? Keys, Uri? Portal, string? Key, string? Repository, string? Commit)
{
    /// <summary>Null when they do not go together.</summary>
    public static ScanArguments? Read(IReadOnlyList<string> args)
    {
        string? path = null;
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < args.Count; index++)
        {
            if (args[index] is "--keys" or "--portal" or "--key" or "--repository" or "--commit")
            {
                if (index + 1 == args.Count || !named.TryAdd(args[index], args[++index]))
                    return null;
            }
            else if (path is null && !args[index].StartsWith('-'))
            {
                path = args[index];
            }
            else
            {
                return null;
            }
        }

        var portal = named.GetValueOrDefault("--portal");
        Uri? address = null;
        if (portal is not null && !(Uri.TryCreate(portal, UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
            return null;

        var wanted = new ScanArguments(
            path ?? "", named.GetValueOrDefault("--keys"), address, named.GetValueOrDefault("--key"), named.GetValueOrDefault("--repository"), named.GetValueOrDefault("--commit"));
        return path is not null && wanted.FitsTogether ? wanted : null;
    }

    private bool FitsTogether =>
        (Keys is null) != (Portal is null)
        && (Portal is null) == (Key is null)
        && (Repository is null) == (Commit is null)
        && (Repository is null || Portal is not null);
}
