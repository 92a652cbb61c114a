using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Audiences;

public static class AudiencesRegistration
{
    public static IServiceCollection AddAudiences(this IServiceCollection services) => services
        .AddSingleton<GroupQuery>()
        .AddSingleton<GroupSearchQuery>()
        .AddScoped<GroupActs>()
        .AddScoped<ISearchSource, GroupSearch>()
        .AddNavigation(new NavigationItem(
            60, "work", "/audiences", typeof(AudiencesTexts), "Title", Operation.SeeGroups, MudBlazor.Icons.Material.Outlined.Groups));
}
