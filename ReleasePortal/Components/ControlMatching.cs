using System.Linq.Expressions;
using ReleasePortal.Domain.Controls;

// These expressions are translated to SQL, which knows lower() but neither cultures nor StringComparison.
#pragma warning disable CA1304, CA1311, CA1862

namespace ReleasePortal.Components;

/// <summary>
/// How a text finds controls. Small and capital letters are the same; of letters outside ASCII, SQLite knows only those that were
/// typed.
/// </summary>
internal static class ControlMatching
{
    /// <summary>The name or the key contains the word.</summary>
    public static Expression<Func<ReleaseControl, bool>> Mentions(string word)
    {
        var small = word.ToLowerInvariant();
        return control => control.Key.Contains(small) || control.Name.ToLower().Contains(small) || control.Name.Contains(word);
    }

    /// <summary>The name or the key begins with the text.</summary>
    public static Expression<Func<ReleaseControl, bool>> BeginsWith(string text)
    {
        var small = text.ToLowerInvariant();
        return control => control.Key.StartsWith(small) || control.Name.ToLower().StartsWith(small) || control.Name.StartsWith(text);
    }
}
