using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Administration;

public static class AdministrationRegistration
{
    private const string Group = "administration";

    /// <summary>People and their roles, API keys, environments.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<PeopleQuery>()
        .AddSingleton<KeysQuery>()
        .AddSingleton<EnvironmentsQuery>()
        .AddScoped<ISearchSource, AdministrationSearch>()
        .AddNavigation(Room(500, "people", "People.Title", Operation.ManagePeople, Icons.Material.Outlined.Group))
        .AddNavigation(Room(510, "keys", "Keys.Title", Operation.ManageKeys, Icons.Material.Outlined.Key))
        .AddNavigation(Room(520, "environments", "Environments.Title", Operation.ManageEnvironments, Icons.Material.Outlined.Layers));

    private static NavigationItem Room(int order, string name, string title, Operation needed, string icon) =>
        new(order, Group, "/administration/" + name, typeof(AdministrationTexts), title, needed, icon);
}
