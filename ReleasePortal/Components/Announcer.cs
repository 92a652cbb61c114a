namespace ReleasePortal.Components;

/// <summary>Says to screen readers what changed on the page without the person's doing.</summary>
public sealed class Announcer
{
    internal event Action<string>? Said;

    public void Say(string text) => Said?.Invoke(text);
}
