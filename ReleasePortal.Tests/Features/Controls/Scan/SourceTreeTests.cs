using Tree = ReleasePortal.Features.Controls.Scan.SourceTree;

namespace ReleasePortal.Tests.Features.Controls.Scan;

/// <summary>Which files belong to a source tree, against git's own answer.</summary>
public sealed class SourceTreeTests
{
    private const int Trees = 60;

    private static readonly string[] Names =
        ["a", "b", "ab", "ba", "aab", "a.b", "b.a", "a b", "a-b", "!a", "#a", "A", "1", "[a]", "a\\", "build", "ä", "*a", ".a"];

    private static readonly string[] Parts =
        ["a", "b", "ab", "*", "**", "?", "*.b", "a*", "*a*b", "[ab]", "[!a]", "[^b]", "[a-c]*", "[[:alpha:]]", "[]a]", "[a", "[[:digit:]]?", "build", "\\*a", "a\\ b",
         "***", "a**", "**b", "\\[a]", "ä", "?b", "A", ".*", "[a\\-b]", "[[:nope:]]"];

    [Fact]
    public async Task RandomTreesAndRules_AreReadAsGitReadsThem()
    {
        Assert.SkipUnless(GitRepository.IsInstalled, "git is not installed");
        var random = new Random(20_261_123);
        var (all, left) = (0, 0);
        for (var tree = 0; tree < Trees; tree++)
        {
            using var repository = await GitRepository.NewAsync();
            var files = Plant(repository, random);
            var rules = Directory.EnumerateFiles(repository.Folder, ".gitignore", SearchOption.AllDirectories).Select(file => $"{file}:\n{File.ReadAllText(file)}");

            var expected = await repository.NotIgnoredAsync();
            var actual = Paths(repository.Folder);

            Assert.True(expected.SequenceEqual(actual), $"Tree {tree}. Only git: {string.Join(", ", expected.Except(actual))}. Only here: {string.Join(", ", actual.Except(expected))}.\n{string.Join('\n', rules)}");
            (all, left) = (all + files, left + actual.Count);
        }

        // Neither everything nor nothing: the rules did something.
        Assert.InRange(left, all / 10, all * 9 / 10);
    }

    [Fact]
    public async Task PartOfARepository_IsReadByTheRulesAroundIt()
    {
        Assert.SkipUnless(GitRepository.IsInstalled, "git is not installed");
        using var repository = await GitRepository.NewAsync();
        repository.Write(".gitignore", "*.log\n/shop/web/dist/\n");
        repository.Write("shop/.gitignore", "!keep.log\n");
        foreach (var file in new[] { "a.js", "b.log", "keep.log", "dist/x.js", "deep/dist/x.js" })
            repository.Write("shop/web/" + file, "text");

        Assert.Equal(["a.js", "deep/dist/x.js", "keep.log"], Paths(Path.Combine(repository.Folder, "shop", "web")));
    }

    [Fact]
    public void LinksAndGitsOwnFolder_AreLeftOut()
    {
        using var folder = new TempFolder();
        folder.Write("src/a.js", "text");
        folder.Write(".git/config", "text");
        folder.Write("module/.git", "gitdir: elsewhere");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "src", "link.js"), "/etc/hosts");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "src", "round"), folder.Path);

        Assert.Equal(["src/a.js"], Paths(folder.Path));
    }

    private static IReadOnlyList<string> Paths(string folder) => [.. Tree.FilesOf(folder).Select(file => file.Path).Order(StringComparer.Ordinal)];

    private static int Plant(GitRepository repository, Random random)
    {
        var folders = new List<string> { "" };
        for (var index = 0; index < 8; index++)
            folders.Add(Any(folders, random) + "d" + Any(Names, random).Replace("\\", "", StringComparison.Ordinal) + "/");
        var files = 0;
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            foreach (var name in Names.Where(_ => random.Next(3) is 0))
            {
                repository.Write(folder + name, "text");
                files++;
            }

            if (folder.Length is 0 || random.Next(3) is 0)
                repository.Write(folder + ".gitignore", string.Join(random.Next(5) is 0 ? "\r\n" : "\n", Enumerable.Range(0, random.Next(1, 10)).Select(_ => Rule(random))));
        }

        return files;
    }

    private static string Rule(Random random)
    {
        if (random.Next(12) is 0)
            return Any(["", "# a", "\\#a", "\\!a", "/", "a ", "a\\ ", "!"], random);

        var parts = Enumerable.Range(0, random.Next(3) is 0 ? 2 : 1).Select(_ => (random.Next(4) is 0 ? "d" : "") + Any(Parts, random));
        return (random.Next(6) is 0 ? "!" : "") + (random.Next(4) is 0 ? "/" : "") + string.Join('/', parts) + (random.Next(4) is 0 ? "/" : "");
    }

    private static T Any<T>(IReadOnlyList<T> several, Random random) => several[random.Next(several.Count)];
}
