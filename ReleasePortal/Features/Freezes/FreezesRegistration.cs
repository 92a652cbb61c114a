using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Freezes;

public static class FreezesRegistration
{
    /// <summary>When environments accept no changes.</summary>
    public static IServiceCollection AddFreezes(this IServiceCollection services) => services
        .AddSingleton<FreezesQuery>()
        .AddNavigation(new NavigationItem(
            530, "administration", "/administration/freezes", typeof(FreezesTexts), "Title", Operation.Freeze, Icons.Material.Outlined.AcUnit));
}
