using ReleasePortal.Components;

namespace ReleasePortal.Features.Help;

public static class HelpRegistration
{
    public static IServiceCollection AddHelp(this IServiceCollection services) => services
        .AddNavigation(new NavigationItem(900, "help", "/help", typeof(HelpTexts), "Title", Icon: MudBlazor.Icons.Material.Outlined.HelpOutline));
}
