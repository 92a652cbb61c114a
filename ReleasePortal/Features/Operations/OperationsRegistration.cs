using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Operations;

public static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<OperationsQuery>()
        .AddNavigation(new NavigationItem(
            50, "work", "/operations", typeof(OperationsTexts), "Title", Operation.SeeOperations, MudBlazor.Icons.Material.Outlined.PowerSettingsNew));
}
