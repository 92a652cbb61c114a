using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Every address that a person may type, and what the access table asks for it. The portal's own attributes are measured by this
/// list, and a test sees to it that no page is missing here.
/// </summary>
internal static class Rooms
{
    /// <summary>A business control that exists, and an operational one.</summary>
    public const string BusinessKey = "spring-storefront", OperationalKey = "recommendations-kill-switch", UnknownKey = "no-such-control";

    /// <summary>A configuration of business controls.</summary>
    public const string Configuration = "trade-show-morning";

    public const string Group = "early-access";

    /// <summary>A launch of business controls.</summary>
    public static readonly Guid Launch = Guid.Parse("0199c0de-0000-7000-8000-000000000001");

    /// <summary>An address that there is not.</summary>
    public const string Nowhere = "/no-such-room";

    /// <param name="Address">An example of the page's address.</param>
    /// <param name="Operation">What a person must be allowed to do to enter; null lets in everybody who is signed in.</param>
    /// <param name="InNavigation">Whether it stands in the side navigation of those who may enter.</param>
    public sealed record Room(string Address, Operation? Operation, bool InNavigation = false)
    {
        public bool IsFor(Role? role) => Operation is not { } operation || AccessTable.Allows(role, operation);
    }

    public static IReadOnlyList<Room> All { get; } =
    [
        new("/", Operation: null, InNavigation: true),
        new("/help", Operation: null, InNavigation: true),
        new("/controls", Operation.SeeControl, InNavigation: true),
        new("/controls/new", Operation.MaintainControl),
        new("/controls/clean-up", Operation.SeeCleanUp),
        new("/launches", Operation.SeeControl, InNavigation: true),
        new("/launches/new", Operation.Release),
        new($"/launches/{Launch}", Operation.SeeControl),
        new($"/launches/{Launch}/edit", Operation.Release),
        new("/operations", Operation.SeeOperations, InNavigation: true),
        new("/deployments", Operation.SeeDeployments, InNavigation: true),
        new("/deployments/timeline", Operation.SeeDeployments),
        new("/operations/dead-letters", Operation.SeeDeadLetters),
        new("/audiences", Operation.SeeGroups, InNavigation: true),
        new("/audiences/" + Group, Operation.SeeGroups),
        new("/configurations", Operation.SeeConfigurations, InNavigation: true),
        new("/configurations/new", Operation.DefineConfiguration),
        new("/configurations/" + Configuration, Operation.SeeConfigurations),
        new($"/configurations/{Configuration}/edit", Operation.DefineConfiguration),
        new("/history", Operation.BrowseHistory, InNavigation: true),
        new("/history/archives", Operation.ExportHistory),
        new("/history/as-it-was", Operation.BrowseHistory),
        new("/history/as-it-was?show=around", Operation.BrowseHistory),
        new("/history/as-it-was?show=try", Operation.BrowseHistory),
        new("/history/saved", Operation.BrowseHistory),
        new("/steps", Operation.SeeSteps, InNavigation: true),
        new("/steps?days=30", Operation.SeeSteps),
        new("/access-review", Operation.SeeSecurityEntries, InNavigation: true),
        new("/history/entries/0199c0de-0000-7000-8000-000000000002", Operation.BrowseHistory),
        new("/administration/people", Operation.ManagePeople, InNavigation: true),
        new("/administration/keys", Operation.ManageKeys, InNavigation: true),
        new("/administration/environments", Operation.ManageEnvironments, InNavigation: true),
        new("/administration/retention", Operation.ManageEnvironments, InNavigation: true),
        new("/administration/freezes", Operation.Freeze, InNavigation: true),
        new("/administration/budgets", Operation.SeeBudgets, InNavigation: true),
        .. PagesAbout(BusinessKey).Select(address => new Room(address, Operation.SeeControl)),
    ];

    /// <summary>Those of people's own account: plain pages outside the frame.</summary>
    public static IReadOnlyList<string> OfTheAccount { get; } =
        ["/account/sign-in", "/account/password", "/account/denied", "/account/set-up"];

    /// <summary>Every address of the page of one control, and of the table that is narrowed to it.</summary>
    public static IEnumerable<string> PagesAbout(string key) =>
    [
        $"/controls/{key}",
        .. new[] { "where", "who", "history", "code", "settings" }.Select(tab => $"/controls/{key}?tab={tab}"),
        $"/controls?text={key}",
    ];

    /// <summary>Every address of the history that is narrowed to one control.</summary>
    public static IEnumerable<string> HistoryOf(string key) =>
        [$"/history?control={key}", $"/history?control={key}&environment=production&action=Withdraw", $"/history?text={key}"];

    /// <summary>The addresses at which a role must not be able to tell a control of that purpose from one that does not exist.</summary>
    /// <param name="role">Who asks; an auditor reads the history of kill switches, and has no page for them.</param>
    /// <param name="purpose">The control's.</param>
    /// <param name="key">The control's key, or one that does not exist.</param>
    public static IEnumerable<string> HiddenFrom(Role? role, Purpose purpose, string key) =>
    [
        .. Sees(role, purpose) ? [] : PagesAbout(key),
        .. AccessTable.Allows(role, Operation.BrowseHistory, purpose) ? [] : HistoryOf(key),
    ];

    /// <summary>Whether that role has a page for a control of that purpose.</summary>
    public static bool Sees(Role? role, Purpose purpose) => AccessTable.Allows(role, Operation.SeeControl, purpose);
}
