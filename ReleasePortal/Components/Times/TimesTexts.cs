namespace ReleasePortal.Components.Times;

/// <summary>The words of the field for a planned time.</summary>
public sealed class TimesTexts;
