using MudBlazor;

namespace ReleasePortal.Shell;

/// <summary>
/// What MudBlazor's own components look like. The colours are the tokens of wwwroot/app.css, which everything else uses;
/// a test holds the two together.
/// </summary>
public static class PortalTheme
{
    private static readonly string[] Family =
        ["ui-sans-serif", "system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4ed8",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4a5361",
            Tertiary = "#5b3cc4",
            Info = "#1d4ed8",
            Success = "#0c6e42",
            Warning = "#8a5300",
            Error = "#b3261e",
            Dark = "#14181f",
            TextPrimary = "#14181f",
            TextSecondary = "#4a5361",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            DrawerBackground = "#f6f7f9",
            DrawerText = "#4a5361",
            AppbarBackground = "#ffffff",
            AppbarText = "#14181f",
            LinesDefault = "#e2e5ea",
            LinesInputs = "#858d9b",
            TableLines = "#e2e5ea",
            Divider = "#e2e5ea",
            ActionDefault = "#4a5361",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8fb0ff",
            PrimaryContrastText = "#0b1430",
            Secondary = "#b3bbc8",
            Tertiary = "#bda9ff",
            Info = "#8fb0ff",
            Success = "#5fd39b",
            Warning = "#f3bd63",
            Error = "#ff8f87",
            Dark = "#1c212a",
            TextPrimary = "#edf0f5",
            TextSecondary = "#b3bbc8",
            Background = "#0e1116",
            Surface = "#161a21",
            DrawerBackground = "#0e1116",
            DrawerText = "#b3bbc8",
            AppbarBackground = "#161a21",
            AppbarText = "#edf0f5",
            LinesDefault = "#2a303b",
            LinesInputs = "#6b7588",
            TableLines = "#2a303b",
            Divider = "#2a303b",
            ActionDefault = "#b3bbc8",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Family, FontSize = "15px", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Family, FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
