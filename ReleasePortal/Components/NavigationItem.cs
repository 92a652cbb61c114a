using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Components;

/// <summary>One room in the side navigation and among the search box's pages. Each feature registers its own.</summary>
/// <param name="Order">Its place: lower comes first.</param>
/// <param name="Group">Rooms of one group stand together; a line parts the groups, in the order of their first room.</param>
/// <param name="Href">Its address, beginning with a slash.</param>
/// <param name="Texts">The marker class of the resources that name it.</param>
/// <param name="TextKey">The resource with its name.</param>
/// <param name="Needed">What a person must be allowed to do to see it; null for everyone with a role.</param>
/// <param name="Icon">The inside of a 24 by 24 svg, such as one of <c>MudBlazor.Icons</c>.</param>
public sealed record NavigationItem(
    int Order,
    string Group,
    string Href,
    Type Texts,
    string TextKey,
    Operation? Needed = null,
    string? Icon = null)
{
    /// <summary>What the room is called.</summary>
    public string Name(IStringLocalizerFactory localizers) => localizers.Create(Texts)[TextKey];

    /// <summary>Whether the room is shown to this person.</summary>
    public bool IsFor(Actor actor) => Needed is { } needed ? AccessRules.Allows(actor, needed) : actor.Roles.Count > 0;
}

/// <summary>
/// What a person must be allowed to do to enter a page. Whoever may not gets exactly what an address without a page gives.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RoomAttribute(Operation needed) : Attribute
{
    public Operation Needed { get; } = needed;

    /// <summary>Whether the person may enter that page: anyone may, unless the page names an operation.</summary>
    public static bool LetsIn(Actor actor, Type page) =>
        GetCustomAttribute(page, typeof(RoomAttribute)) is not RoomAttribute room
        || AccessRules.Allows(actor, room.Needed);
}
