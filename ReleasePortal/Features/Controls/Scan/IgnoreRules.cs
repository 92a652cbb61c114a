namespace ReleasePortal.Features.Controls.Scan;

/// <summary>The <c>.gitignore</c> of one folder, on top of those of the folders around it (gitignore(5)).</summary>
internal sealed class IgnoreRules
{
    /// <summary>Nothing is ignored.</summary>
    public static IgnoreRules None { get; } = new([], folder: [], around: null);

    private readonly Rule[] _rules;
    private readonly byte[] _folder;
    private readonly IgnoreRules? _around;

    private IgnoreRules(Rule[] rules, byte[] folder, IgnoreRules? around) => (_rules, _folder, _around) = (rules, folder, around);

    /// <summary>These rules, and inside a folder those of its own file before them.</summary>
    /// <param name="content">What stands in the file.</param>
    /// <param name="folder">The folder's path from the top of the tree, with a slash at its end; empty for the top.</param>
    public IgnoreRules With(ReadOnlySpan<byte> content, ReadOnlySpan<byte> folder)
    {
        if (content.StartsWith("\uFEFF"u8))
            content = content["\uFEFF"u8.Length..];
        var rules = new List<Rule>();
        foreach (var line in content.Split((byte)'\n'))
        {
            if (Rule.Read(content[line]) is { } rule)
                rules.Add(rule);
        }

        return rules.Count is 0 ? this : new IgnoreRules([.. rules], folder.ToArray(), this);
    }

    /// <summary>Whether something is left out; of several rules the last one of the innermost file decides.</summary>
    /// <param name="path">From the top of the tree, without a slash at its end. What is in an ignored folder is never asked for.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Ignores(ReadOnlySpan<byte> path, bool isFolder)
    {
        for (var rules = this; rules is not null; rules = rules._around)
        {
            var inside = path[rules._folder.Length..];
            for (var index = rules._rules.Length - 1; index >= 0; index--)
            {
                if (rules._rules[index].Matches(inside, isFolder))
                    return !rules._rules[index].IsNegated;
            }
        }

        return false;
    }

    private sealed class Rule
    {
        private readonly byte[] _pattern;
        private readonly byte[] _prefix;
        private readonly bool _onlyFolders;
        private readonly bool _onlyName;

        private Rule(ReadOnlySpan<byte> pattern, bool isNegated, bool onlyFolders)
        {
            (IsNegated, _onlyFolders, _onlyName) = (isNegated, onlyFolders, !pattern.Contains((byte)'/'));
            if (pattern[0] is (byte)'/')
                pattern = pattern[1..];
            var plain = _onlyName ? 0 : pattern.IndexOfAny("*?[\\"u8);
            if (plain < 0)
                plain = pattern.Length;
            (_prefix, _pattern) = (pattern[..plain].ToArray(), pattern[plain..].ToArray());
        }

        public bool IsNegated { get; }

        public static Rule? Read(ReadOnlySpan<byte> line)
        {
            if (line.EndsWith("\r"u8))
                line = line[..^1];
            if (line.IsEmpty || line[0] is (byte)'#')
                return null;

            line = WithoutSpacesAtItsEnd(line);
            var isNegated = line.StartsWith("!"u8);
            if (isNegated)
                line = line[1..];
            var onlyFolders = line.EndsWith("/"u8);
            if (onlyFolders)
                line = line[..^1];
            return line.IsEmpty ? null : new Rule(line, isNegated, onlyFolders);
        }

        public bool Matches(ReadOnlySpan<byte> path, bool isFolder)
        {
            if (_onlyFolders && !isFolder)
                return false;
            if (_onlyName)
                return Wildmatch.Matches(_pattern, path[(path.LastIndexOf((byte)'/') + 1)..], isPath: false);

            // What comes before the first wildcard is compared by itself, as git does: it is seen in "a**/b", which matches "ab".
            return path.StartsWith(_prefix) && Wildmatch.Matches(_pattern, path[_prefix.Length..], isPath: true);
        }

        private static ReadOnlySpan<byte> WithoutSpacesAtItsEnd(ReadOnlySpan<byte> line)
        {
            var end = 0;
            for (var index = 0; index < line.Length; index++)
            {
                if (line[index] is (byte)'\\')
                    index++;
                else if (line[index] is (byte)' ')
                    continue;
                end = Math.Min(index + 1, line.Length);
            }

            return line[..end];
        }
    }
}
