using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Administration.Retention;

namespace ReleasePortal.Features.Administration;

public static class AdministrationRegistration
{
    private const string Group = "administration";

    /// <summary>People and their roles, API keys, environments, retention.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<PeopleQuery>()
        .AddSingleton<KeysQuery>()
        .AddSingleton<EnvironmentsQuery>()
        .AddSingleton<RetentionQuery>()
        .AddScoped<ISearchSource, AdministrationSearch>()
        .AddNavigation(Room(500, "people", "People.Title", Operation.ManagePeople, Icons.Material.Outlined.Group))
        .AddNavigation(Room(510, "keys", "Keys.Title", Operation.ManageKeys, Icons.Material.Outlined.Key))
        .AddNavigation(Room(520, "environments", "Environments.Title", Operation.ManageEnvironments, Icons.Material.Outlined.Layers))
        .AddNavigation(new NavigationItem(
            540, Group, "/administration/retention", typeof(RetentionTexts), "Title", Operation.ManageEnvironments, Icons.Material.Outlined.Inventory2));

    private static NavigationItem Room(int order, string name, string title, Operation needed, string icon) =>
        new(order, Group, "/administration/" + name, typeof(AdministrationTexts), title, needed, icon);
}
