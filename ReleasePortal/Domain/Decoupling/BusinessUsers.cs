using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain.Decoupling;

/// <summary>Who counts as a business user.</summary>
public static class BusinessUsers
{
    /// <summary>
    /// Whoever holds the role Marketing and not that of an engineer: what somebody does who is both shows neither that the business
    /// can do without engineers, nor that it cannot, and evidence must not flatter.
    /// </summary>
    public static bool IsOne(IEnumerable<Role> roles)
    {
        var held = roles.ToHashSet();
        return held.Contains(Role.Marketing) && !held.Contains(Role.Engineer);
    }
}

/// <summary>The roles that people held, as the history tells them.</summary>
public sealed class HeldRoles
{
    private readonly Dictionary<Guid, List<(DateTimeOffset At, IReadOnlyList<Role> Roles)>> _changes = [];
    private readonly IReadOnlyDictionary<Guid, IReadOnlyList<Role>> _now;

    /// <param name="changes">When somebody's roles became what; in the order of the history.</param>
    /// <param name="now">What people hold today: for those of whose roles the history tells no more.</param>
    public HeldRoles(
        IEnumerable<(Guid Person, DateTimeOffset At, IReadOnlyList<Role> Roles)> changes, IReadOnlyDictionary<Guid, IReadOnlyList<Role>> now)
    {
        _now = now;
        foreach (var (person, at, roles) in changes)
        {
            if (!_changes.TryGetValue(person, out var own))
                _changes.Add(person, own = []);
            own.Add((at, roles));
        }
    }

    /// <summary>What that person held then: by the last change before, and where none is known any more, what they hold today.</summary>
    public IReadOnlyList<Role> At(Guid person, DateTimeOffset instant)
    {
        var index = _changes.TryGetValue(person, out var own) ? own.FindLastIndex(change => change.At <= instant) : -1;
        return index >= 0 ? own![index].Roles : _now.GetValueOrDefault(person) ?? [];
    }
}
