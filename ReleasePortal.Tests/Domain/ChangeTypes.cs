using ReleasePortal.Domain;

namespace ReleasePortal.Tests.Domain;

/// <summary>The closed sets, found by reflection so that a new member cannot be forgotten.</summary>
internal static class ChangeTypes
{
    public static IReadOnlyList<Type> Changes { get; } = Concrete<Change>();

    public static IReadOnlyList<Type> Refusals { get; } = Concrete<Refusal>();

    private static List<Type> Concrete<T>() =>
        [.. typeof(T).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];
}
