import { theme as antdTheme, type ThemeConfig } from 'antd';
import type { Theme } from '../state/view-state.ts';

const FONT =
  "'Inter', 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif";

export function themeConfig(theme: Theme): ThemeConfig {
  return {
    algorithm: theme === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: theme === 'dark' ? '#4fb3c4' : '#1f7a8c',
      colorInfo: theme === 'dark' ? '#4fb3c4' : '#1f7a8c',
      colorLink: theme === 'dark' ? '#4fb3c4' : '#1f7a8c',
      borderRadius: 8,
      fontSize: 13,
      fontFamily: FONT,
      motionDurationMid: '0.15s',
    },
  };
}
