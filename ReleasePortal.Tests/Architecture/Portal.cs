using System.Reflection;
using ArchUnitNET.Loader;
using ReleasePortal.Tests.Support;
using Model = ArchUnitNET.Domain.Architecture;

namespace ReleasePortal.Tests.Architecture;

/// <summary>The portal as the architecture tests see it: its compiled types and its source files.</summary>
internal static class Portal
{
    public static readonly Assembly Assembly = typeof(Program).Assembly;

    /// <summary>Every type of the portal with what it depends on, in method bodies too.</summary>
    public static readonly Model Model = new ArchLoader().LoadAssembly(Assembly).Build();

    /// <summary>The types that we wrote: not those that a compiler or a generator put beside them.</summary>
    public static readonly IReadOnlyList<System.Type> Types =
    [
        .. Assembly.GetTypes().Where(type =>
            type is { IsNested: false, Name: not "_Imports" }
            && (type.Namespace is null || IsIn(type.Namespace, nameof(ReleasePortal)))
            && !type.Name.StartsWith('<')),
    ];

    /// <summary>The folder of the project.</summary>
    public static readonly string Folder = Path.Combine(Repository.Root, "ReleasePortal");

    /// <summary>True when a type resides in the namespace or below it.</summary>
    public static bool Has(string @namespace) => Types.Any(type => type.Namespace is { } own && IsIn(own, @namespace));

    /// <summary>The source files with one of these endings, without what the build puts into bin and obj.</summary>
    public static IEnumerable<string> Files(params string[] endings) => Directory
        .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
        .Where(file => Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
        .Order(StringComparer.Ordinal);

    /// <summary>True when a namespace is the other one or below it.</summary>
    public static bool IsIn(string own, string @namespace) =>
        string.Equals(own, @namespace, StringComparison.Ordinal) || own.StartsWith(@namespace + ".", StringComparison.Ordinal);
}
