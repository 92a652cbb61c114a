using System.Text;

namespace ReleasePortal.Features.Controls.Scan;

/// <summary>A file of the source.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Path">From the top of the tree, with slashes.</param>
internal sealed record SourceFile(string File, string Path);

/// <summary>
/// The files that belong to a source tree: what git would not ignore. Links are not followed; they may lead out of the tree, or round
/// and round.
/// </summary>
internal static class SourceTree
{
    private const string OfGit = ".git";

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>The files of a folder and those in it, in no order that means anything.</summary>
    public static IEnumerable<SourceFile> FilesOf(string folder)
    {
        var top = new DirectoryInfo(folder);
        if (!top.Exists)
            throw new DirectoryNotFoundException(folder);

        var (rules, above) = RulesAround(top);
        return FilesOf(top, "", above, rules);
    }

    private static IEnumerable<SourceFile> FilesOf(DirectoryInfo folder, string path, string above, IgnoreRules rules)
    {
        rules = With(rules, folder, above + path);
        foreach (var found in folder.EnumerateFileSystemInfos("*", Everything))
        {
            if (found.Name is OfGit || found.Attributes.HasFlag(FileAttributes.ReparsePoint))
                continue;

            var isFolder = found is DirectoryInfo;
            var own = path + found.Name;
            if (rules.Ignores(Encoding.UTF8.GetBytes(above + own), isFolder))
                continue;
            if (!isFolder)
            {
                yield return new SourceFile(found.FullName, own);
                continue;
            }

            foreach (var file in FilesOf((DirectoryInfo)found, own + "/", above, rules))
                yield return file;
        }
    }

    // Who scans a part of a repository means what git means there.
    private static (IgnoreRules Rules, string Above) RulesAround(DirectoryInfo top)
    {
        var around = new Stack<DirectoryInfo>();
        var root = top;
        while (root is not null && !Path.Exists(Path.Combine(root.FullName, OfGit)))
        {
            root = root.Parent;
            if (root is not null)
                around.Push(root);
        }

        if (root is null)
            return (IgnoreRules.None, "");

        var rules = IgnoreRules.None;
        foreach (var folder in around)
            rules = With(rules, folder, PathFrom(root, folder));
        return (rules, PathFrom(root, top));
    }

    private static string PathFrom(DirectoryInfo root, DirectoryInfo folder)
    {
        var path = Path.GetRelativePath(root.FullName, folder.FullName).Replace(Path.DirectorySeparatorChar, '/');
        return path is "." ? "" : path + "/";
    }

    private static IgnoreRules With(IgnoreRules rules, DirectoryInfo folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, ".gitignore"));
        return file.Exists && file.LinkTarget is null ? rules.With(File.ReadAllBytes(file.FullName), Encoding.UTF8.GetBytes(path)) : rules;
    }
}
